import { afterAll, expect, it } from 'vitest'
import { eventsFile } from '../support/droppedRuns.ts'
import { gzipMember, gzipMembers, joined } from '../support/gzipFiles.ts'
import { inProcessApp, openFiles } from '../support/inProcessApp.ts'
import { smallRun, type NiftiRecipe } from '../support/niftiFiles.ts'

const app = inProcessApp(2)
afterAll(() => {
  app.stop()
})

const shape: NiftiRecipe = { dim: [4, 8, 7, 6, 40], pixdim: [1, 3, 3, 3, 2] }
const plain = smallRun(shape)
const events = eventsFile([
  [4, 8, 'tap'],
  [40, 8, 'tap'],
])

const wrapped: readonly (readonly [string, string, () => Uint8Array])[] = [
  ['plain', 'x_bold.nii', () => plain],
  ['gzip', 'x_bold.nii.gz', () => gzipMember(plain)],
  ['gzip of three members', 'x_bold.nii.gz', () => gzipMembers(plain, 3)],
  ['gzip with padding behind it', 'x_bold.nii.gz', () => joined([gzipMember(plain), new Uint8Array(512)])],
  ['gzip without its ending in the name', 'x_bold.nii', () => gzipMember(plain)],
  ['plain with more behind the voxels', 'x_bold.nii', () => joined([plain, new Uint8Array(1000).fill(7)])],
  ['big-endian', 'x_bold.nii', () => smallRun({ ...shape, littleEndian: false })],
  ['NIfTI-2', 'x_bold.nii', () => smallRun({ ...shape, version: 2 })],
  ['double precision', 'x_bold.nii', () => smallRun({ ...shape, datatype: 'float64' })],
  ['64-bit integers', 'x_bold.nii', () => smallRun({ ...shape, datatype: 'int64' })],
  ['with an extension', 'x_bold.nii', () => smallRun({ ...shape, extensionBytes: 64 })],
]

it.each(wrapped)('a run is the same run as %s', async (_, name, make) => {
  const { run } = await openFiles(app, [new File([make().slice()], name), events])
  const size = 8 * 7 * 6
  const expected = Float32Array.from({ length: size }, (_, voxel) => {
    const values = Array.from({ length: 40 }, (__, t) => ((voxel + t * size) * 7 + 3) % 101)
    return values.reduce((sum, value) => sum + value, 0) / 40
  })
  expect(run?.summary.scanCount).toBe(40)
  const mean = run?.images.mean ?? new Float32Array(0)
  const off = expected.reduce((most, value, v) => Math.max(most, Math.abs(value - (mean[v] ?? NaN))), 0)
  // The mean is kept in float32.
  expect(off).toBeLessThan(1e-5)
})

it('recognising a run finds the header it is read by; without one that can be read the reason is left to reading', async () => {
  const files = [
    new File([gzipMember(plain).slice()], 'x_bold.nii.gz'),
    new File(['no image'], 'y_bold.nii.gz'),
  ]
  const [good, bad] = await app.engine.run.inspect(files)
  expect(good).toMatchObject({
    kind: 'bold',
    header: { dims: [8, 7, 6, 40], headerTr: { kind: 'known', seconds: 2 } },
  })
  expect(bad).toMatchObject({ kind: 'bold' })
  expect(bad).not.toHaveProperty('header')
})
