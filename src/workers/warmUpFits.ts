import type { StimulusEvent } from '../core/design/event.ts'
import type { Design } from '../core/design/design.ts'
import type { FitPlan } from '../core/glm/fitPlan.ts'
import { spmFitPlan, type SpmNoise } from '../core/glm/spmPlan.ts'
import { identity, zeros, type Matrix } from '../core/math/matrix.ts'
import { randomStream } from '../core/math/random.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import { nilearnPreset, spm12Preset } from '../core/pipeline/presets.ts'
import type { Slab } from '../core/volume/slab.ts'
import type { DesignContract, DesignRequest } from '../protocol/designContract.ts'
import type { FitContract, FitRequest, ReadyModel } from '../protocol/fitContract.ts'
import { createDesignService } from './designService.ts'
import { createFitService } from './fitService.ts'
import { createHeldSlabs } from './heldSlabs.ts'

/** As many as usual: loops that are long from the first are compiled the sooner. */
const scanCount = 200
const voxelCount = 504
const slabCount = 3
const repetitionTimeSeconds = 2
const dataKey = 'warm-up'
const jobId = -1
const repeats = 3
const whitenedLags = 12
/** Design-sized work is compiled after so many designs: cold it takes a core several times as long, while a run is being read. */
const designRepeats = 6

const events: readonly StimulusEvent[] = Array.from({ length: 6 }, (_, block) => ({
  onset: 20 * block,
  duration: 20,
  trialType: block % 2 === 0 ? 'rest' : 'task',
}))
const presets = [nilearnPreset, spm12Preset].map((preset) =>
  preset({ include: ['task'], explicitRest: false }),
)

/** Resolves small designs and plans their fits. */
export async function warmUpDesigns(service: DesignContract = createDesignService()): Promise<void> {
  for (const spec of presets) {
    for (let i = 0; i < designRepeats; i++) {
      await service.resolveAndPlan(requested(spec))
      await otherMessages()
    }
    if (spec.noise.kind !== 'nilearn-ar1')
      await reml(service, asSent(await resolved(service, spec)), identity(scanCount))
  }
}

/** Fits made-up series with both presets and computes their maps. */
export async function warmUpFits(): Promise<void> {
  const designs = createDesignService()
  const held = createHeldSlabs()
  const fits = createFitService(held)
  const voxels = Int32Array.from({ length: slabCount * voxelCount }, (_, i) => i)
  const unscaledMeans = new Float64Array(voxels.length).fill(500)
  await held.receive(asSent({ dataKey, voxels, slabs: madeUpSlabs(), unscaledMeans }))
  for (const spec of presets) {
    const design = await resolved(designs, spec)
    const numbers = { grandMean: 500, sessionGlobal: 500, meanVolumeFactor: 0.2 }
    const request = { dataKey, intensity: { intensity: spec.intensity, ...numbers }, voxels }
    await getReady({ designs, fits }, design, spec)
    const plan = await planned({ designs, fits }, design, { spec, request })
    for (let i = 0; i < repeats; i++) await fitAndMap(fits, { ...request, plan, fitId: `${spec.name} ${i}` })
  }
}

function resolved(service: DesignContract, spec: PipelineSpec): Promise<Design> {
  return service.resolve(requested(spec))
}

function requested(spec: PipelineSpec): DesignRequest {
  return asSent({ spec, scanCount, repetitionTimeSeconds, events })
}

interface Services {
  readonly designs: DesignContract
  readonly fits: Omit<FitContract, 'connect'>
}

interface Planning {
  readonly spec: PipelineSpec
  readonly request: Omit<FitRequest, 'fitId' | 'plan'>
}

async function planned({ designs, fits }: Services, design: Design, of: Planning): Promise<FitPlan> {
  if (of.spec.noise.kind === 'nilearn-ar1') return designs.ar1Plan(design, of.spec.noise.bins, 0)
  await fits.pooledCovariance(asSent({ ...of.request, design }), jobId, () => undefined)
  return spmFitPlan(design, madeUpNoise())
}

/** ReML is another worker's work: a whitening as it might come of it is enough here. */
function madeUpNoise(): SpmNoise {
  const whitening = identity(scanCount)
  for (let i = 0; i < scanCount; i++) {
    for (let j = Math.max(0, i - whitenedLags); j < i; j++) {
      whitening.data[i * scanCount + j] = whitening.data[j * scanCount + i] = (-0.3) ** (i - j)
    }
  }
  const firstRow = Float64Array.from({ length: scanCount }, (_, lag) => 0.3 ** lag)
  return { h: Float64Array.of(1, 1), firstRow, whitening }
}

async function reml(designs: DesignContract, design: Design, pooledCovariance: Matrix): Promise<FitPlan> {
  const request = { design, noise: 'spm12-reml-ar1', repetitionTimeSeconds, pooledCovariance } as const
  return (await designs.remlPlan(request, jobId, () => undefined)).plan
}

async function fitAndMap(fits: Services['fits'], request: FitRequest): Promise<void> {
  const contrast = zeros(1, request.plan.designMatrix.columns)
  contrast.data[0] = 1
  const kinds = ['effect', 'variance', 't', 'r-squared', 'residual-sd', 'noise-rho'] as const
  await fits.fit(asSent({ ...request, maps: { contrast, kinds } }), jobId, () => undefined)
}

async function getReady({ designs, fits }: Services, design: Design, spec: PipelineSpec): Promise<void> {
  const plan = await designs.planAhead(design, spec.noise)
  for (let i = 0; i < designRepeats; i++) {
    const model: ReadyModel = plan === null ? { kind: 'pooling', design } : { kind: 'plan', plan }
    await fits.getReady(`${spec.name} ${i}`, asSent(model))
    await otherMessages()
  }
}

/**
 * What a worker is sent is a copy, whose objects an engine takes to be of another shape than those made in the worker: code that was
 * compiled for these alone is thrown away when the first real run comes.
 */
function asSent<T>(value: T): T {
  return structuredClone(value)
}

/** Whatever is asked of the worker meanwhile goes before. */
function otherMessages(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}

/** Noise with a response in every voxel, so that SPM12 finds voxels to pool. */
function madeUpSlabs(): Slab[] {
  const { normal } = randomStream(1)
  return Array.from({ length: slabCount }, () => ({
    scanCount,
    voxelCount,
    centred: Float32Array.from({ length: scanCount * voxelCount }, (_, i) => {
      const t = Math.floor(i / voxelCount)
      return normal() + (Math.floor(t / 10) % 2 === 0 ? -3 : 3)
    }),
    means: new Float64Array(voxelCount).fill(500),
  }))
}
