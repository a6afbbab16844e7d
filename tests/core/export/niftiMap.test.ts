import { inflate } from 'pako'
import { describe, expect, test } from 'vitest'
import { mapFileName } from '../../../src/core/export/mapNames.ts'
import { mapFile } from '../../../src/core/export/niftiMap.ts'
import { csvText, tsvText } from '../../../src/core/export/tables.ts'
import { readNiftiHeader } from '../../../src/core/formats/niftiHeader.ts'
import { decodeVoxels } from '../../../src/core/formats/niftiValues.ts'

describe('mapFileName', () => {
  test.each([
    [
      'sub-01_task-tap_bold.nii.gz',
      'A',
      't',
      'movement',
      'sub-01_task-tap_bold_desc-A_contrast-movement_stat-t_statmap.nii.gz',
    ],
    [
      'run.nii',
      'AminusB',
      'effect',
      'movement - rest',
      'run_desc-AminusB_contrast-movement-rest_stat-effect_statmap.nii.gz',
    ],
    [
      'run.nii.gz',
      'B',
      'standard-error',
      '(a+b)/2',
      'run_desc-B_contrast-a-b-2_stat-standard-error_statmap.nii.gz',
    ],
    ['run.nii.gz', 'A', 'mask', 'movement', 'run_desc-A_stat-mask_statmap.nii.gz'],
    ['run.nii.gz', 'A', 'r-squared', undefined, 'run_desc-A_stat-r-squared_statmap.nii.gz'],
    ['a/b\\my run (1).nii', 'A', 'z', 'Hände', 'my-run-1_desc-A_contrast-Hande_stat-z_statmap.nii.gz'],
    ['.nii', 'A', 'z', '***', 'run_desc-A_contrast-unnamed_stat-z_statmap.nii.gz'],
  ] as const)('%s, %s, %s of %s', (...row) => {
    const [runName, side, kind, contrast, expected] = row
    expect(mapFileName({ runName, side, kind, ...(contrast === undefined ? {} : { contrast }) })).toBe(
      expected,
    )
  })
})

test('mapFile puts the values at their voxels, 0 elsewhere, on the run’s affine', () => {
  const mmFromVoxel = Float64Array.of(-3, 0, 0, 10, 0, 3, 0.5, 20, 0, -0.25, 4, 30, 0, 0, 0, 1)
  const grid = { dims: [2, 2, 3] as const, mmFromVoxel, leftRightKnown: true }
  const file = inflate(
    mapFile({ grid, voxels: [1, 4, 11], values: [0.5, -2, 1e10], kind: 't', degreesOfFreedom: [93] }),
  )
  const header = readNiftiHeader(file, 'map.nii')
  expect(header).toMatchObject({
    datatype: 'float32',
    dims: [2, 2, 3, 1],
    intentCode: 3,
    intentParameters: [93, 0, 0],
  })
  expect([...header.grid.mmFromVoxel]).toEqual([...mmFromVoxel])
  const out = new Float64Array(12)
  decodeVoxels(header, file.subarray(header.dataOffset), { firstVoxel: 0, count: 12 }, out)
  expect([...out]).toEqual([0, 0.5, 0, 0, -2, 0, 0, 0, 0, 0, 0, 1e10])
})

test('tables as text', () => {
  const table = {
    columns: ['name', 'value'],
    rows: [
      ['a, "b"', 0.1],
      ['c\td', NaN],
    ],
  }
  expect(tsvText(table)).toBe('name\tvalue\na, "b"\t0.1\nc d\tn/a\n')
  expect(csvText(table)).toBe('name,value\n"a, ""b""",0.1\nc d,n/a\n')
})
