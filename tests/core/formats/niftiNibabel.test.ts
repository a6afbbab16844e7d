import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readNiftiHeader } from '../../../src/core/formats/niftiHeader.ts'
import { requireAllData } from '../../../src/core/formats/niftiRun.ts'
import { decodeVoxels } from '../../../src/core/formats/niftiValues.ts'

interface NibabelFile {
  file: string
  shape: number[]
  datatype: string
  affine: number[]
  zooms: number[]
  values: number[]
}

const folder = new URL('../../fixtures/nifti/', import.meta.url)
const { files } = JSON.parse(readFileSync(new URL('files.json', folder), 'utf8')) as { files: NibabelFile[] }

test('the fixtures hold every datatype in both versions and byte orders, and every orientation', () => {
  expect(files).toHaveLength(11 + 40 + 3)
})

test.each(files)('$file reads as nibabel 5.4.2 reads it', (expected) => {
  const bytes = new Uint8Array(gunzipSync(readFileSync(new URL(expected.file, folder))))
  const header = readNiftiHeader(bytes, expected.file)
  requireAllData(header, bytes.length, expected.file)
  expect([...header.dims]).toEqual(expected.shape)
  expect(header.datatype).toBe(expected.datatype)
  expect(header.grid.leftRightKnown).toBe(expected.file !== 'no-orientation.nii.gz')
  if (expected.zooms[3] !== 1) {
    expect(header.headerTr.kind === 'known' && Math.fround(header.headerTr.seconds)).toBe(expected.zooms[3])
  }
  // An sform is stored as such; a qform goes through a quaternion, where the order of operations tells in the last digits.
  const tolerance = header.orientationSource === 'qform' ? 1e-5 : 0
  expected.affine.forEach((value, i) => {
    expect(Math.abs((header.grid.mmFromVoxel[i] ?? NaN) - value)).toBeLessThanOrEqual(tolerance)
  })
  const values = new Float64Array(expected.values.length)
  decodeVoxels(header, bytes.subarray(header.dataOffset), { firstVoxel: 0, count: values.length }, values)
  expect([...values]).toEqual(expected.values)
})
