import { describe, expect, it } from 'vitest'
import { olsPlan } from '../../src/core/glm/ols.ts'
import { fromColumns, identity, type Matrix } from '../../src/core/math/matrix.ts'
import { randomStream } from '../../src/core/math/random.ts'
import type { Design } from '../../src/core/design/design.ts'
import type { IntensityNumbers } from '../../src/protocol/fitContract.ts'
import { Cancelled } from '../../src/protocol/progress.ts'
import { createDesignService } from '../../src/workers/designService.ts'
import { createFitService } from '../../src/workers/fitService.ts'
import { createHeldSlabs, type HeldSlabs } from '../../src/workers/heldSlabs.ts'
import { designOf } from '../support/bruteForceFit.ts'

const scanCount = 40
const slabVoxels = 5
const slabCount = 8
const dataKey = 'raw'
const none = (): void => undefined

type Service = ReturnType<typeof createFitService>

const intensity: IntensityNumbers = {
  intensity: { kind: 'none' },
  grandMean: 1,
  sessionGlobal: 1,
  meanVolumeFactor: 1,
}

const voxels = Int32Array.from({ length: slabVoxels * slabCount }, (_, v) => v)

function design(): Design {
  const { normal } = randomStream(1)
  const task = Float64Array.from({ length: scanCount }, (_, t) => Math.sin(t / 3) + 0.1 * normal())
  const plain = designOf(fromColumns(scanCount, [task, new Float64Array(scanCount).fill(1)]))
  const [first, constant] = plain.columns
  if (!first || !constant) throw new Error('two columns are needed')
  return { ...plain, columns: [first, { ...constant, role: 'constant' }] }
}

async function heldSlabs(): Promise<HeldSlabs> {
  const { normal } = randomStream(2)
  const held = createHeldSlabs()
  const slabs = Array.from({ length: slabCount }, () => ({
    scanCount,
    voxelCount: slabVoxels,
    centred: Float32Array.from({ length: scanCount * slabVoxels }, (_, at) => {
      return Math.sin(Math.floor(at / slabVoxels) / 3) + 0.5 * normal()
    }),
    means: new Float64Array(slabVoxels).fill(100),
  }))
  const unscaledMeans = new Float64Array(voxels.length).fill(100)
  await held.receive({ dataKey, voxels, slabs, unscaledMeans })
  return held
}

const data = { dataKey, intensity, voxels }
const contrast: Matrix = { rows: 1, columns: 2, data: Float64Array.of(1, 0) }
const maps = { contrast, kinds: ['t', 'p'] as const }

const works: readonly (readonly [string, (service: Service, jobId: number) => Promise<unknown>])[] = [
  ['fitting', (service, jobId) => service.fit({ ...data, fitId: 'a', plan: olsPlan(design()) }, jobId, none)],
  ['refitting', (service, jobId) => service.fitMaps({ ...data, ...maps, plan: olsPlan(design()) }, jobId)],
  ['summing residuals', (service, jobId) => service.residualSum({ ...data, design: design() }, jobId)],
  [
    'pooling the noise covariance',
    (service, jobId) => service.pooledCovariance({ ...data, design: design() }, jobId, none),
  ],
  ['multiplying ahead', (service, jobId) => service.warm({ dataKey, columns: identity(scanCount) }, jobId)],
  ['computing maps', (service, jobId) => service.maps({ fitId: 'known', ...maps }, jobId)],
]

/** What a service has done so far, in slabs or columns. */
async function workDone(service: Service): Promise<number> {
  return (await service.slabsComputed()) + (await service.columnsPassed())
}

async function serviceWithAFit(): Promise<Service> {
  const service = createFitService(await heldSlabs())
  await service.fit({ ...data, fitId: 'known', plan: olsPlan(design()) }, 1, none)
  return service
}

describe('a fitting worker told to stop', () => {
  it.each(works)('stops %s before it has begun', async (_, work) => {
    const service = await serviceWithAFit()
    const before = await workDone(service)
    const working = work(service, 7)
    await service.cancel(7)
    await expect(working).rejects.toBeInstanceOf(Cancelled)
    expect(await workDone(service)).toBe(before)
  })

  it('stops in the middle, and then neither goes on nor keeps a part', async () => {
    const service = await serviceWithAFit()
    const before = await service.slabsComputed()
    let cancelledAt = 0
    const working = service.fit({ ...data, fitId: 'b', plan: olsPlan(design()) }, 7, (voxelsDone) => {
      cancelledAt ||= voxelsDone
      void service.cancel(7)
    })
    await expect(working).rejects.toBeInstanceOf(Cancelled)
    expect(cancelledAt).toBe(slabVoxels)
    expect(await service.slabsComputed()).toBe(before + 1)
    expect(() => service.voxelFit('b', 0)).toThrow('no fit')
  })

  it('goes on with other jobs', async () => {
    const service = await serviceWithAFit()
    const cancelled = service.pooledCovariance({ ...data, design: design() }, 7, none)
    const other = service.pooledCovariance({ ...data, design: design() }, 8, none)
    await service.cancel(7)
    await expect(cancelled).rejects.toBeInstanceOf(Cancelled)
    expect((await other).voxelCount).toBeGreaterThan(0)
  })
})

describe('the design worker told to stop', () => {
  it('stops ReML at its next part', async () => {
    const fits = await serviceWithAFit()
    const pooled = await fits.pooledCovariance({ ...data, design: design() }, 1, none)
    const service = createDesignService()
    const request = {
      design: design(),
      noise: 'spm12-fast' as const,
      repetitionTimeSeconds: 2,
      pooledCovariance: pooled.sum,
    }
    const reports: number[] = []
    const working = service.remlPlan(request, 7, ({ done }) => {
      reports.push(done)
      void service.cancel(7)
    })
    await expect(working).rejects.toBeInstanceOf(Cancelled)
    expect(reports).toEqual([1])
  })
})
