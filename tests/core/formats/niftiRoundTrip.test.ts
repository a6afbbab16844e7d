import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNiftiHeader } from '../../../src/core/formats/niftiHeader.ts'
import { decodeVoxels } from '../../../src/core/formats/niftiValues.ts'
import { gzipBytes, writeNifti } from '../../../src/core/formats/niftiWrite.ts'
import { datatypes, niftiFile } from '../../support/niftiFiles.ts'

const sixteenth = fc.integer({ min: -16_000, max: 16_000 }).map((n) => n / 16)
const size = fc.integer({ min: 1, max: 7 })

function rotated(
  angles: readonly number[],
  sizes: readonly number[],
  origin: readonly number[],
): Float64Array {
  const [x = 0, y = 0, z = 0] = angles
  const [cx, cy, cz] = [Math.cos(x), Math.cos(y), Math.cos(z)]
  const [sx, sy, sz] = [Math.sin(x), Math.sin(y), Math.sin(z)]
  const r = [
    [cy * cz, sx * sy * cz - cx * sz, cx * sy * cz + sx * sz],
    [cy * sz, sx * sy * sz + cx * cz, cx * sy * sz - sx * cz],
    [-sy, sx * cy, cx * cy],
  ]
  const rows = r.flatMap((row, i) => [...row.map((value, j) => value * (sizes[j] ?? 1)), origin[i] ?? 0])
  return Float64Array.from([...rows, 0, 0, 0, 1].map(Math.fround))
}

const affines = fc
  .record({
    angles: fc.array(fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }), { minLength: 3, maxLength: 3 }),
    sizes: fc.array(fc.double({ min: 0.5, max: 8, noNaN: true }), { minLength: 3, maxLength: 3 }),
    origin: fc.array(sixteenth, { minLength: 3, maxLength: 3 }),
    leftHanded: fc.boolean(),
  })
  .map(({ angles, sizes, origin, leftHanded }) =>
    rotated(angles, leftHanded ? sizes.map((s, i) => (i === 0 ? -s : s)) : sizes, origin),
  )

describe('every datatype, byte order and version', () => {
  const cases = datatypes.flatMap((datatype) =>
    [true, false].flatMap((littleEndian) =>
      ([1, 2] as const).map((version) => ({ datatype, littleEndian, version })),
    ),
  )
  test.each(cases)('$datatype, little-endian $littleEndian, NIfTI-$version', (variant) => {
    fc.assert(
      fc.property(affines, fc.integer({ min: 0, max: 3 }), fc.boolean(), (affine, shift, scaled) => {
        const unsigned = variant.datatype.startsWith('u')
        const values = Array.from({ length: 24 }, (_, i) => (unsigned ? i * 5 : i * 5 - 60))
        const file = niftiFile({
          ...variant,
          dim: [4, 2, 3, 2, 2],
          pixdim: [1, 3, 3, 3, 2],
          values,
          sformCode: 1,
          sform: [...affine.slice(0, 12)],
          ...(scaled ? { slope: 0.5, intercept: 100 } : {}),
        })
        const header = readNiftiHeader(file, 'run.nii')
        expect(header).toMatchObject(variant)
        expect([...header.grid.mmFromVoxel]).toEqual([...affine])
        const shifted = new Uint8Array(file.length + shift)
        shifted.set(file, shift)
        const data = shifted.subarray(shift + header.dataOffset)
        for (const out of [new Float64Array(20), new Float32Array(20)]) {
          decodeVoxels(header, data, { firstVoxel: 4, count: 20 }, out)
          expect([...out]).toEqual(values.slice(4).map((v) => (scaled ? v * 0.5 + 100 : v)))
        }
      }),
      { numRuns: 25, seed: 20261 },
    )
  })

  test('64-bit integers keep every bit a double can hold', () => {
    const values = [2 ** 53, -(2 ** 53), 2 ** 40 + 1, -(2 ** 33) - 1]
    const file = niftiFile({ datatype: 'int64', dim: [3, 4, 1, 1], values })
    const header = readNiftiHeader(file, 'x.nii')
    const out = new Float64Array(4)
    decodeVoxels(header, file.subarray(header.dataOffset), { firstVoxel: 0, count: 4 }, out)
    expect([...out]).toEqual(values)
  })
})

describe('writeNifti', () => {
  test('gives back exactly the affine, the grid and the float32 values', () => {
    fc.assert(
      fc.property(affines, fc.tuple(size, size, size), fc.boolean(), (mmFromVoxel, dims, negative) => {
        const grid = { dims, mmFromVoxel, leftRightKnown: true }
        const values = Float32Array.from({ length: dims[0] * dims[1] * dims[2] }, (_, i) =>
          negative ? -i / 3 : i * 1e5 + 0.1,
        )
        const file = writeNifti({ grid, values })
        const header = readNiftiHeader(file, 'map.nii')
        expect([...header.grid.dims]).toEqual(dims)
        expect([...header.grid.mmFromVoxel]).toEqual([...mmFromVoxel])
        expect(header).toMatchObject({ orientationSource: 'sform', sformCode: 1, qformCode: 1, version: 1 })
        const out = new Float32Array(values.length)
        decodeVoxels(header, file.subarray(header.dataOffset), { firstVoxel: 0, count: out.length }, out)
        expect([...out]).toEqual([...values])
      }),
      { numRuns: 500, seed: 20262 },
    )
  })

  test('writes a qform that says the same as the sform, to the precision of float32', () => {
    fc.assert(
      fc.property(affines, (mmFromVoxel) => {
        const grid = { dims: [2, 3, 4] as const, mmFromVoxel, leftRightKnown: true }
        const file = writeNifti({ grid, values: new Float32Array(24) })
        new DataView(file.buffer).setInt16(254, 0, true)
        const header = readNiftiHeader(file, 'map.nii')
        expect(header.orientationSource).toBe('qform')
        // Quaternions near 180 degrees lose half the digits of float32: 1e-3 of 8 mm voxels.
        mmFromVoxel.forEach((value, i) => {
          expect(Math.abs((header.grid.mmFromVoxel[i] ?? NaN) - value)).toBeLessThan(8e-3)
        })
      }),
      { numRuns: 1000, seed: 20263 },
    )
  })

  test('leaves the qform out where axes are not at right angles', () => {
    const mmFromVoxel = Float64Array.of(3, 0.75, 0, 1, 0, 3, 0, 2, 0, 0, 4, 3, 0, 0, 0, 1)
    const file = writeNifti({
      grid: { dims: [1, 1, 1], mmFromVoxel, leftRightKnown: true },
      values: [5],
      spaceCode: 4,
    })
    const header = readNiftiHeader(file, 'map.nii')
    expect(header).toMatchObject({ sformCode: 4, qformCode: 0 })
    expect([...header.grid.mmFromVoxel]).toEqual([...mmFromVoxel])
  })

  test('keeps left and right unknown where they were unknown', () => {
    const source = readNiftiHeader(niftiFile({ dim: [3, 3, 4, 5], pixdim: [1, 2, 3, 4] }), 'a.nii')
    expect([...source.grid.mmFromVoxel]).toEqual([-2, 0, 0, 2, 0, 3, 0, -4.5, 0, 0, 4, -8, 0, 0, 0, 1])
    const file = writeNifti({ grid: source.grid, values: new Float32Array(60) })
    const copy = readNiftiHeader(file, 'b.nii')
    expect(copy.grid).toEqual(source.grid)
    expect(copy.grid.leftRightKnown).toBe(false)
  })

  test('int16 with a slope stores the nearest step and clips', () => {
    const grid = {
      dims: [5, 1, 1] as const,
      mmFromVoxel: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1),
      leftRightKnown: true,
    }
    const storage = { datatype: 'int16', slope: 0.5, intercept: 10 } as const
    const file = writeNifti({ grid, values: [10, 10.6, -3.5, 1e9, NaN], storage, volumes: 1 })
    const header = readNiftiHeader(file, 'x.nii')
    const out = new Float64Array(5)
    decodeVoxels(header, file.subarray(header.dataOffset), { firstVoxel: 0, count: 5 }, out)
    expect([...out]).toEqual([10, 10.5, -3.5, 10 + 32767 / 2, 10])
  })

  test('equal maps compress to equal bytes', () => {
    expect(gzipBytes(Uint8Array.of(1, 2, 3))).toEqual(gzipBytes(Uint8Array.of(1, 2, 3)))
  })
})
