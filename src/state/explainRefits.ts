import { contrastRows } from '../core/contrast/weights.ts'
import type { Design } from '../core/design/design.ts'
import {
  emptyPooledCovariance,
  mergePooledCovariance,
  type PooledCovariance,
} from '../core/glm/spmSelection.ts'
import { Refusal } from '../core/finding.ts'
import { joinArrays } from '../core/math/joinArrays.ts'
import type { Matrix } from '../core/math/matrix.ts'
import type { IntensityNumbers } from '../protocol/fitContract.ts'
import type { MaskResult } from '../protocol/runContract.ts'
import {
  mixtureInputs,
  mixtureWords,
  poolKey,
  poolsCovariance,
  refitKey,
  scalesVolumes,
  switchPlan,
  type SwitchPlan,
} from './explainSetup.ts'
import { tiedSettings, type NamedColumns, type Tie } from './explainTies.ts'
import { explainedMaps, type Coverage, type MixtureUse, type RefitMaps } from './explainState.ts'
import type { FitInputs } from './fitInputs.ts'
import { dataSettings, intensityNumbers, type FitJob } from './fitPane.ts'
import { commonVoxels } from './paneMap.ts'
import { makePlan, planReml, poolCovariance, type PlanRequest } from './planFit.ts'
import { dataKeyOf, union } from './preparedData.ts'
import type { WantedData } from './voxelRound.ts'

/** One fit that has to be made, for all mixtures whose maps follow from it. */
export interface Refit {
  readonly key: string
  /** In words, of the first mixture that needs it. */
  readonly words: string
  readonly inputs: FitInputs
  readonly design: Design
  readonly contrast: Matrix
  /** The mixture's own mask: what is pooled is pooled over it. */
  readonly mask: MaskResult
  readonly intensity: IntensityNumbers
}

/** Everything that is known before the first refit. */
export interface RefitPlan extends SwitchPlan {
  readonly tie: Tie | null
  readonly voxels: Int32Array
  readonly coverage: Coverage
  readonly refits: readonly Refit[]
  readonly uses: ReadonlyMap<number, MixtureUse>
}

/** With fewer voxels than this in both masks, covariances over them say nothing. */
const fewestVoxels = 50

/** Settles what has to be refitted to explain B - A. Rejects with a Refusal where that cannot be done. */
export async function planRefits(job: FitJob, a: FitInputs, b: FitInputs): Promise<RefitPlan> {
  const { voxels, coverage } = await comparedVoxels(job, a, b)
  const named = await contrastColumns(job, a, b)
  const tie = await tiedSettings(job, a, b, named)
  const plan = switchPlan(a, b, tie?.partners)
  const refits = new Map<string, Refit>()
  const uses = new Map<number, MixtureUse>()
  for (const bits of plan.mixtures) {
    const inputs = mixtureInputs(a, b, plan, bits)
    const words = mixtureWords(plan, bits)
    await naming(words, async () => {
      const mask = await maskOf(job, inputs)
      const intensity = await intensityNumbers(job, inputs, mask)
      const key = refitKey(inputs)
      uses.set(bits, { refit: key, ownFactor: ownFactor(intensity) })
      if (refits.has(key)) return
      const design = await job.guard(job.engine.design.resolve(inputs))
      const contrast = contrastRows(inputs.contrast, columnNames(design))
      const units: IntensityNumbers = scalesVolumes(inputs.spec)
        ? intensity
        : { ...intensity, intensity: { kind: 'none' } }
      refits.set(key, { key, words, inputs, design, contrast, mask, intensity: units })
    })
  }
  return { ...plan, tie, voxels, coverage, refits: [...refits.values()], uses }
}

/** All voxels that refits need of each set of data, by `dataKeyOf`. */
export type NeededVoxels = ReadonlyMap<string, Omit<WantedData, 'voxels'>>

/** Has the workers hold all voxels that the refits need, where series stay: one pass over the run per set of data. */
export async function prepareRefits(job: FitJob, { refits, voxels }: RefitPlan): Promise<NeededVoxels> {
  const needed = new Map<string, Omit<WantedData, 'voxels'>>()
  for (const { inputs, mask } of refits) {
    const settings = dataSettings(inputs)
    const dataKey = dataKeyOf(settings)
    const known = needed.get(dataKey)?.all ?? voxels
    needed.set(dataKey, { dataKey, settings, all: union(known, mask.voxels) })
  }
  for (const { settings, all } of needed.values()) {
    await job.guard(job.prepared.ensure(settings, all, job.jobId, job.onProgress))
  }
  return needed
}

/** What the refits of one explanation share. */
export interface RefitRoom {
  /** The compared voxels. */
  readonly voxels: Int32Array
  readonly needed: NeededVoxels
  readonly pools: SharedPools
}

/** What refits share: the covariance pooled over the compared voxels, by `poolKey`. */
export type SharedPools = Map<string, Promise<PooledCovariance>>

/** Fits one mixture at the compared voxels, pooling over its own mask. */
export async function refit(job: FitJob, wanted: Refit, room: RefitRoom): Promise<RefitMaps> {
  const { inputs, design, contrast, mask, intensity, words } = wanted
  const data = dataOf(wanted, room)
  const { plan } = await naming(words, async () =>
    poolsCovariance(inputs.spec)
      ? planReml(job, inputs, design, await pooledOverMask(job, wanted, room))
      : makePlan(job, inputs, design, { ...data, voxels: mask.voxels }),
  )
  const request = { dataKey: data.dataKey, intensity, plan, contrast, kinds: explainedMaps }
  const groups = await job.guard(
    job.prepared.visit({ ...data, voxels: room.voxels }, job, ({ voxels }) =>
      Promise.all(job.engine.fits.map((worker) => worker.fitMaps({ ...request, voxels }, job.jobId))),
    ),
  )
  const shares = groups.flat()
  return {
    // A worker without any of the voxels has no maps at all.
    maps: new Map(
      explainedMaps.map((kind) => [kind, joinArrays(shares.flatMap(({ maps }) => maps.get(kind) ?? []))]),
    ),
    commonUnitFactor: joinArrays(shares.map(({ commonUnitFactor }) => commonUnitFactor)),
  }
}

/** The data of a refit, in its units. */
function dataOf({ inputs, intensity }: Refit, { needed }: RefitRoom): Omit<PlanRequest, 'voxels'> {
  const data = needed.get(dataKeyOf(dataSettings(inputs)))
  if (data === undefined) throw new Error('a refit of data that nobody has asked for')
  return { ...data, intensity }
}

/** Masks differ little: what lies in all of them is pooled once per design, and each mask's own rest is added. */
async function pooledOverMask(job: FitJob, wanted: Refit, room: RefitRoom): Promise<PooledCovariance> {
  const { inputs, design, mask } = wanted
  const { voxels, pools } = room
  const data = dataOf(wanted, room)
  const rest = without(mask.voxels, voxels)
  if (mask.voxels.length - rest.length < voxels.length) {
    return poolCovariance(job, { design }, { ...data, voxels: mask.voxels })
  }
  const key = poolKey(inputs)
  const shared = pools.get(key) ?? poolCovariance(job, { design }, { ...data, voxels })
  pools.set(key, shared)
  const pooled = emptyPooledCovariance(design.matrix.rows)
  mergePooledCovariance(pooled, await shared)
  if (rest.length > 0)
    mergePooledCovariance(pooled, await poolCovariance(job, { design }, { ...data, voxels: rest }))
  return pooled
}

/** The numbers of an ascending array that are not in another. */
function without(all: Int32Array, others: Int32Array): Int32Array {
  let next = 0
  return all.filter((voxel) => {
    while (next < others.length && (others[next] ?? Infinity) < voxel) next++
    return others[next] !== voxel
  })
}

/** Reads the file again where the mask needs what is not kept: with progress, and until it is cancelled. */
function maskOf(job: FitJob, inputs: FitInputs): Promise<MaskResult> {
  return job.guard(job.engine.run.mask(inputs.spec.mask, dataSettings(inputs), job.jobId, job.onProgress))
}

async function comparedVoxels(
  job: FitJob,
  a: FitInputs,
  b: FitInputs,
): Promise<Pick<RefitPlan, 'voxels' | 'coverage'>> {
  const [maskA, maskB] = await Promise.all([a, b].map((inputs) => maskOf(job, inputs)))
  if (maskA === undefined || maskB === undefined) throw new Error('a mask is missing')
  const { voxels, onlyA, onlyB } = commonVoxels(maskA.voxels, maskB.voxels)
  if (voxels.length < fewestVoxels) {
    refuse(
      'explain-few-voxels',
      `Only ${String(voxels.length)} voxels are in both masks: too few to compare.`,
      'Choose masks that overlap in at least 50 voxels.',
    )
  }
  const constant = { constantInA: maskA.constantCount, constantInB: maskB.constantCount }
  return { voxels, coverage: { inBoth: voxels.length, onlyA, onlyB, ...constant } }
}

/** What turns an effect of the fitted data into the mixture's own units. */
function ownFactor({ intensity, grandMean, sessionGlobal }: IntensityNumbers): MixtureUse['ownFactor'] {
  switch (intensity.kind) {
    case 'percent-of-voxel-mean':
      return 'common'
    case 'percent-of-grand-mean':
      return 100 / Math.max(1, grandMean)
    case 'global-100':
      // Per volume, the data themselves have been scaled.
      return intensity.per === 'session' ? 100 / sessionGlobal : 1
    case 'none':
      return 1
  }
}

/** The columns that A's contrast names in A's design, and B's in B's. */
async function contrastColumns(job: FitJob, a: FitInputs, b: FitInputs): Promise<NamedColumns> {
  const named = async (inputs: FitInputs): Promise<readonly string[]> => {
    const names = columnNames(await job.guard(job.engine.design.resolve(inputs)))
    const weights = contrastRows(inputs.contrast, names)
    if (weights.rows > 1) {
      refuse(
        'explain-f-contrast',
        'An F contrast has no effect or t to explain.',
        'Choose a contrast of one row.',
      )
    }
    return names.filter((_, j) => weights.data[j] !== 0)
  }
  return { a: await named(a), b: await named(b) }
}

/** Runs work on a mixture; a refusal says which mixture it is about. */
async function naming<T>(words: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { finding } = error
    throw new Refusal({ ...finding, message: `The mixture “${words}” cannot be fitted: ${finding.message}` })
  }
}

function columnNames(design: Design): string[] {
  return design.columns.map((column) => column.name)
}

function refuse(code: string, message: string, remedy: string): never {
  throw new Refusal({ code, severity: 'error', message, remedy })
}
