import { describe, expect, it } from 'vitest'
import type { Grid } from '../../src/core/volume/grid.ts'
import { Cancelled } from '../../src/protocol/progress.ts'
import { createRunService } from '../../src/workers/runService.ts'
import { niftiFile, smallRun } from '../support/niftiFiles.ts'

type Service = ReturnType<typeof createRunService>

const none = (): void => undefined
const run = new File([smallRun().slice()], 'a_bold.nii')
const [nx, ny, nz] = [3, 4, 5]
const identity = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)
const grid: Grid = { dims: [nx, ny, nz], mmFromVoxel: identity, leftRightKnown: true }
const beside = (name: string, of: (i: number) => number): File => {
  const values = Array.from({ length: nx * ny * nz }, (_, i) => of(i))
  const sform = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]
  return new File([niftiFile({ dim: [3, nx, ny, nz], values, sformCode: 1, sform }).slice()], name)
}

async function opened(): Promise<Service> {
  const service = createRunService({ receivers: () => [] })
  const values = Array.from({ length: nx * ny * nz * 6 }, (_, i) => (i * 7919) % 101)
  const sform = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]
  const image = niftiFile({ dim: [4, nx, ny, nz, 6], values, sformCode: 1, sform })
  await service.load({ file: new File([image.slice()], 'open_bold.nii') }, 1, none)
  await service.adopt()
  return service
}

const works: readonly (readonly [string, (service: Service, jobId: number) => Promise<unknown>])[] = [
  ['recognising files', (service, jobId) => service.inspect([run, run], {}, jobId)],
  ['reading a run', (service, jobId) => service.load({ file: run }, jobId, none)],
  ['simulating the sample', (service, jobId) => service.simulateSample(jobId, none)],
  [
    'reading a mask',
    (service, jobId) => service.loadMask({ file: beside('m.nii', (i) => i % 2) }, jobId, none),
  ],
  [
    'reading an anatomy',
    (service, jobId) => service.loadAnatomy({ file: beside('t.nii', (i) => i) }, grid, jobId, none),
  ],
  ['finding out what the run is like', (service, jobId) => service.quality(jobId)],
]

describe('a worker told to stop', () => {
  it.each(works)('stops %s', async (_, work) => {
    const service = await opened()
    const working = work(service, 7)
    await service.cancel(7)
    await expect(working).rejects.toBeInstanceOf(Cancelled)
  })

  it('leaves the files unread that come after', async () => {
    const service = createRunService({ receivers: () => [] })
    let reads = 0
    const spied = Array.from({ length: 30 }, (_, i) => {
      const file = new File(['onset\tduration\n1\t2\n'], `e${String(i)}_events.tsv`)
      const text = file.text.bind(file)
      return Object.assign(file, { text: () => (reads++, text()) })
    })
    const working = service.inspect(spied, {}, 7)
    await service.cancel(7)
    await expect(working).rejects.toBeInstanceOf(Cancelled)
    expect(reads).toBeLessThan(5)
  })

  it('keeps the mask that it held', async () => {
    const service = await opened()
    const spec = { kind: 'file', name: 'm.nii' } as const
    const settings = { discardScans: 0, smoothing: { fwhmMm: 0 }, scaledPerVolume: false }
    await service.loadMask({ file: beside('m.nii', (i) => i % 2) }, 2, none)
    const before = await service.mask(spec, settings)
    const working = service.loadMask({ file: beside('m.nii', () => 1) }, 7, none)
    await service.cancel(7)
    await expect(working).rejects.toBeInstanceOf(Cancelled)
    expect((await service.mask(spec, settings)).voxels).toEqual(before.voxels)
  })

  it('lets go of a run that it had read just before', async () => {
    const service = await opened()
    await service.load({ file: run }, 7, none)
    await service.cancel(7)
    await expect(service.adopt()).rejects.toThrow('no run has been read')
  })
})
