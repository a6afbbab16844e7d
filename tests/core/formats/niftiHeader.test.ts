import { describe, expect, test } from 'vitest'
import { headerFindings, readNiftiHeader } from '../../../src/core/formats/niftiHeader.ts'
import { requireAllData, requireRun, requireVoxelFile } from '../../../src/core/formats/niftiRun.ts'
import { niftiFile, smallRun } from '../../support/niftiFiles.ts'
import type { NiftiRecipe } from '../../support/niftiFiles.ts'
import { refusalOf } from '../../support/refusals.ts'

const refusedHeader = (recipe: NiftiRecipe) => refusalOf(() => readNiftiHeader(niftiFile(recipe), 'run.nii'))

const textBytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))

describe('repetition time', () => {
  const trOf = (tr: number, units: number, version: 1 | 2 = 1) =>
    readNiftiHeader(smallRun({ pixdim: [1, 3, 3, 3, tr], units, version }), 'run.nii').headerTr

  test.each([
    [2, 8, 2],
    [2000, 16, 2],
    [720_000, 24, 0.72],
    [0.72, 10, 0.72],
    [1.7935, 10, 1.7935],
    [2.5, 0, 2.5],
    [100, 2, 100],
    [2000, 8, 2000],
  ])('%d with unit code %d is %d s', (tr, units, seconds) => {
    expect(trOf(tr, units)).toEqual({ kind: 'known', seconds })
    expect(trOf(tr, units, 2)).toEqual({ kind: 'known', seconds })
  })

  test.each([
    [0, 10, 'zero'],
    [-2, 10, 'negative'],
    [NaN, 10, 'not-a-number'],
    [2000, 2, 'large-without-units'],
    [2, 32, 'not-a-time'],
  ])('%d with unit code %d is unknown: %s', (tr, units, reason) => {
    expect(trOf(tr, units)).toMatchObject({ kind: 'unknown', reason })
  })
})

describe('scaling', () => {
  test.each([
    [0, 5, 1, 0],
    [NaN, 5, 1, 0],
    [Infinity, 5, 1, 0],
    [2, 5, 2, 5],
    [1, 0, 1, 0],
    [-0.5, 0, -0.5, 0],
  ])('slope %d and intercept %d are read as %d and %d', (slope, intercept, readSlope, readIntercept) => {
    const header = readNiftiHeader(niftiFile({ slope, intercept }), 'x.nii')
    expect([header.slope, header.intercept]).toEqual([readSlope, readIntercept])
  })

  test('a slope without a usable intercept is refused', () => {
    expect(refusedHeader({ slope: 2, intercept: NaN })).toMatchObject({
      code: 'nifti-scaling',
      message: 'The header scales the voxels by 2 but its intercept is not a number.',
    })
  })
})

describe('orientation', () => {
  const sform = [2, 0, 0, 1, 0, 2, 0, 2, 0, 0, 2, 3]
  const qform = [0, 0, 1, 7, 8, 9]

  test('the sform is used if its code is above 0', () => {
    const header = readNiftiHeader(niftiFile({ sformCode: 2, sform, qformCode: 1, qform }), 'x.nii')
    expect(header.orientationSource).toBe('sform')
    expect([...header.grid.mmFromVoxel]).toEqual([...sform, 0, 0, 0, 1])
    expect(headerFindings(header, 'x.nii')).toEqual([])
  })

  test('else the qform, half a turn about z here, with pixdim[0] = -1 turning the z axis', () => {
    const recipe = { sformCode: 0, sform, qformCode: 1, qform, pixdim: [-1, 2, 3, 4] }
    const header = readNiftiHeader(niftiFile(recipe), 'x.nii')
    const withoutMinusZero = [...header.grid.mmFromVoxel].map((value) => value + 0)
    expect(withoutMinusZero).toEqual([-2, 0, 0, 7, 0, -3, 0, 8, 0, 0, -4, 9, 0, 0, 0, 1])
  })

  test('else a centred grid, and the user is told that sides are unknown', () => {
    const header = readNiftiHeader(niftiFile({ sform, qform }), 'x.nii')
    expect(header.grid.leftRightKnown).toBe(false)
    expect(headerFindings(header, 'x.nii')).toMatchObject([
      { code: 'left-right-unknown', severity: 'warning', file: 'x.nii' },
    ])
  })

  test('lengths in metres are pointed out', () => {
    const header = readNiftiHeader(niftiFile({ units: 9, sformCode: 1, sform }), 'x.nii')
    expect(headerFindings(header, 'x.nii')).toMatchObject([{ code: 'units-not-mm' }])
  })
})

describe('files that hold something else', () => {
  test.each([
    [
      '<!DOCTYPE html><html><body>Sign in</body></html>',
      'nifti-is-text',
      'The file contains text, not a NIfTI image.',
    ],
    ['onset\tduration\n', 'nifti-is-text', 'The file contains text, not a NIfTI image.'],
    ['', 'nifti-empty', 'The file is empty.'],
    ['PK\x03\x04\x00\x00\x00', 'not-nifti', 'The file contains a zip file, not a NIfTI image.'],
    ['\x1f\x8b\x08\x00', 'not-nifti', 'The file contains a gzip file, not a NIfTI image.'],
    ['\x00\x01\x02\x03\x04', 'not-nifti', 'The file does not begin with a NIfTI header.'],
  ])('%j', (content, code, message) => {
    const finding = refusalOf(() => readNiftiHeader(textBytes(content), 'run.nii'))
    expect(finding).toMatchObject({ code, message, severity: 'error', file: 'run.nii' })
    expect(finding.remedy).not.toBe('')
  })

  test('a file cut inside its header', () => {
    expect(refusalOf(() => readNiftiHeader(niftiFile().subarray(0, 200), 'run.nii'))).toMatchObject({
      code: 'nifti-header-cut',
      message: 'The file ends after 200 bytes, inside its 348-byte NIfTI-1 header.',
    })
  })

  test('an ANALYZE header', () => {
    expect(refusedHeader({ magic: '' })).toMatchObject({
      code: 'nifti-magic',
      message: 'This is an ANALYZE 7.5 header, which does not say where left and right are.',
    })
  })

  test('the header of a pair can be read but is not a run', () => {
    const file = smallRun({ magic: 'ni1', voxelOffset: 0 })
    const header = readNiftiHeader(file, 'run.hdr')
    expect(header).toMatchObject({ voxelsIn: 'img-file', dataOffset: 0 })
    expect(refusalOf(() => requireVoxelFile(header, 'run.hdr'))).toMatchObject({ code: 'nifti-pair' })
  })
})

describe('absurd headers', () => {
  test.each([
    [{ dim: [3, -4, 4, 4] }, '3 dimensions of -4 × 4 × 4'],
    [{ dim: [3, 0, 4, 4] }, '3 dimensions of 0 × 4 × 4'],
    [{ dim: [4, 30_000, 30_000, 30_000, 200] }, '4 dimensions of 30000 × 30000 × 30000 × 200'],
    [{ dim: [4, 4, 4, 4, -1] }, '4 dimensions of 4 × 4 × 4 × -1'],
    [{ dim: [0, 4, 4, 4] }, '0 dimensions of 4'],
    [{ dim: [99, 4, 4, 4] }, '99 dimensions'],
    [{ version: 2, dim: [4, 64, 64, 36, 2 ** 52] } as const, '4 dimensions of 64 × 64 × 36'],
  ])('%j', (recipe, words) => {
    const finding = refusedHeader(recipe)
    expect(finding.code).toBe('nifti-dimensions')
    expect(finding.message).toContain(words)
  })

  test.each([
    [{ dim: [5, 2, 2, 2, 2, 3] }, 'nifti-too-many-dimensions'],
    [{ pixdim: [1, NaN, 2, 2] }, 'nifti-voxel-size'],
    [{ pixdim: [1, 0, 2, 2] }, 'nifti-affine'],
    [{ sformCode: 1, sform: [1, 2, 3, 0, 2, 4, 6, 0, 0, 0, 1, 0] }, 'nifti-affine'],
    [{ sformCode: 1, sform: [NaN, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] }, 'nifti-affine'],
    [{ qformCode: 1, qform: [NaN, 0, 0, 0, 0, 0] }, 'nifti-affine'],
    [{ voxelOffset: -1 }, 'nifti-offset'],
    [{ voxelOffset: 100 }, 'nifti-offset'],
    [{ voxelOffset: 1e20 }, 'nifti-offset'],
    [{ voxelOffset: NaN }, 'nifti-offset'],
  ])('%j is refused as %s', (recipe, code) => {
    expect(refusedHeader(recipe).code).toBe(code)
  })

  test.each([
    [32, 'type complex64'],
    [1792, 'type complex128'],
    [128, 'type RGB colour'],
    [2304, 'type RGBA colour'],
    [1536, 'type float128'],
    [77, 'unknown type 77'],
  ])('datatype %d is refused as %s', (datatypeCode, words) => {
    expect(refusedHeader({ datatypeCode })).toMatchObject({
      code: 'nifti-datatype',
      message: `The voxels are of ${words}, which a GLM cannot use.`,
    })
  })
})

describe('what a run needs', () => {
  test('a 4D run with all its data passes, with bytes to spare too', () => {
    const file = smallRun()
    const header = readNiftiHeader(file, 'run.nii')
    requireRun(header, 'run.nii')
    requireAllData(header, file.length, 'run.nii')
    requireAllData(header, file.length + 512, 'run.nii')
    expect(header.dims).toEqual([3, 4, 5, 6])
  })

  test.each([
    [[3, 3, 4, 5], 'run-is-3d', 'The image is 3D (3 × 4 × 5, one volume), but a run needs a time series.'],
    [[4, 3, 4, 5, 1], 'run-is-3d', 'The image is 3D (3 × 4 × 5, one volume), but a run needs a time series.'],
    [[4, 3, 4, 5, 0], 'run-without-volumes', 'The image has 0 volumes.'],
    [
      [5, 3, 4, 5, 1, 6],
      'run-of-values',
      'The image has no time axis: its 6 volumes are values of each voxel (a fifth dimension).',
    ],
  ])('dimensions %j are refused as %s', (dim, code, message) => {
    const header = readNiftiHeader(smallRun({ dim }), 'run.nii')
    expect(refusalOf(() => { requireRun(header, 'run.nii') })).toMatchObject({ code, message }) // prettier-ignore
  })

  test('a header that promises more data than there is', () => {
    const file = smallRun()
    const header = readNiftiHeader(file, 'run.nii')
    const finding = refusalOf(() => { requireAllData(header, file.length - 1, 'run.nii') }) // prettier-ignore
    expect(finding).toMatchObject({
      code: 'nifti-too-short',
      message: 'The header promises 6 volumes (1072 bytes), but the file ends after 5 (1071 bytes).',
      remedy: 'Copy or download it again.',
    })
  })
})
