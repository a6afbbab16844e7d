import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { padRows } from '../../src/core/glm/projection.ts'
import { plainKernels } from '../../src/core/glm/slabKernels.ts'
import { whiteningRows } from '../../src/core/glm/whiteningRows.ts'
import type { Matrix } from '../../src/core/math/matrix.ts'
import { randomStream } from '../../src/core/math/random.ts'
import type { Slab } from '../../src/core/volume/slab.ts'
import { loadKernels } from '../../src/workers/kernels.ts'

const compiled = loadKernels()

/** Odd sizes on both sides of the kernels' tiles of 16 voxels and blocks of 128 scans. */
const shape = fc.record({
  scanCount: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 120, max: 300 })),
  voxelCount: fc.integer({ min: 1, max: 70 }),
  rowCount: fc.integer({ min: 1, max: 23 }),
  seed: fc.integer(),
})

type Normal = () => number

function slabOf(scanCount: number, voxelCount: number, normal: Normal): Slab {
  const centred = Float32Array.from({ length: scanCount * voxelCount }, () => 1e3 * normal())
  return { scanCount, voxelCount, centred, means: new Float64Array(voxelCount) }
}

function matrixOf(rows: number, columns: number, normal: Normal): Matrix {
  return { rows, columns, data: Float64Array.from({ length: rows * columns }, normal) }
}

/** A square matrix that is 0 further than `reach` from its diagonal. */
function bandedMatrix(size: number, reach: number, normal: Normal): Matrix {
  const matrix = matrixOf(size, size, normal)
  matrix.data.forEach((_value, at) => {
    if (Math.abs((at % size) - Math.floor(at / size)) > reach) matrix.data[at] = 0
  })
  return matrix
}

describe('compiled kernels against their plain twins', () => {
  it('are compiled, not the twins themselves', () => {
    expect(compiled).not.toBe(plainKernels)
  })

  it('project the same bits for any shape', () => {
    fc.assert(
      fc.property(shape, ({ scanCount, voxelCount, rowCount, seed }) => {
        const { normal } = randomStream(seed)
        const slab = slabOf(scanCount, voxelCount, normal)
        const weights = padRows(matrixOf(rowCount, scanCount, normal))
        const expected = new Float64Array(weights.rows * voxelCount)
        const found = new Float64Array(weights.rows * voxelCount).fill(NaN)
        plainKernels.project(weights, slab, expected)
        compiled.project(weights, slab, found)
        expect(found).toEqual(expected)
      }),
    )
  })

  it('sum the same squares and neighbour products', () => {
    fc.assert(
      fc.property(shape, ({ scanCount, voxelCount, seed }) => {
        const slab = slabOf(scanCount, voxelCount, randomStream(seed).normal)
        const arrays = (): [Float64Array, Float64Array] => [
          new Float64Array(voxelCount),
          new Float64Array(voxelCount),
        ]
        const expected = arrays()
        const found = arrays()
        plainKernels.sumProducts(slab, ...expected)
        compiled.sumProducts(slab, ...found)
        expect(found).toEqual(expected)
      }),
    )
  })

  it('sum the same whitened squares for any band', () => {
    fc.assert(
      fc.property(shape, ({ scanCount, voxelCount, rowCount, seed }) => {
        const { normal } = randomStream(seed)
        const slab = slabOf(scanCount, voxelCount, normal)
        const rows = whiteningRows(bandedMatrix(scanCount, rowCount - 1, normal))
        const expected = new Float64Array(voxelCount)
        const found = new Float64Array(voxelCount)
        plainKernels.sumWhitenedSquares(rows, slab, expected)
        compiled.sumWhitenedSquares(rows, slab, found)
        expect(found).toEqual(expected)
      }),
    )
  })

  it('combine rows to the same bits, of all voxels or of some', () => {
    fc.assert(
      fc.property(shape, fc.boolean(), ({ voxelCount, rowCount, scanCount, seed }, isPart) => {
        const { normal } = randomStream(seed)
        const count = 1 + (scanCount % 40)
        const rows = Array.from({ length: count }, () => Float64Array.from({ length: voxelCount }, normal))
        const positions = isPart
          ? Int32Array.from({ length: Math.ceil(voxelCount / 2) }, (_, v) => 2 * v)
          : null
        const sources = { rows, positions, voxelCount: positions?.length ?? voxelCount }
        const weights = padRows(matrixOf(rowCount, count, normal))
        const expected = new Float64Array(weights.rows * sources.voxelCount)
        const found = new Float64Array(weights.rows * sources.voxelCount).fill(NaN)
        plainKernels.combine(weights, sources, expected)
        compiled.combine(weights, sources, found)
        expect(found).toEqual(expected)
      }),
    )
  })

  it('leave alone what lies beyond the result', () => {
    const slab = slabOf(7, 3, randomStream(1).normal)
    const out = new Float64Array(4 * 3 + 5).fill(42)
    compiled.project(padRows(matrixOf(1, 7, randomStream(2).normal)), slab, out)
    expect([...out.subarray(12)]).toEqual([42, 42, 42, 42, 42])
  })

  it('do not mix up slabs that take turns', () => {
    const { normal } = randomStream(3)
    const [first, second] = [slabOf(9, 20, normal), slabOf(9, 20, normal)]
    const weights = padRows(matrixOf(2, 9, normal))
    const results = [first, second, first].map((slab) => {
      const out = new Float64Array(4 * 20)
      compiled.project(weights, slab, out)
      // What is combined in between takes the slab's place.
      compiled.combine(
        padRows(matrixOf(1, 2, normal)),
        { rows: [out, out], positions: null, voxelCount: 20 },
        new Float64Array(4 * 20),
      )
      return out
    })
    expect(results[2]).toEqual(results[0])
    expect(results[1]).not.toEqual(results[0])
  })
})

describe('the plain twins', () => {
  it('project as the definition says', () => {
    const { normal } = randomStream(4)
    const slab = slabOf(11, 5, normal)
    const weights = padRows(matrixOf(3, 11, normal))
    const out = new Float64Array(4 * 5)
    plainKernels.project(weights, slab, out)
    for (let row = 0; row < 3; row++) {
      for (let v = 0; v < 5; v++) {
        let sum = 0
        for (let t = 0; t < 11; t++) sum += weights.data[row * 11 + t] * slab.centred[t * 5 + v]
        expect(out[row * 5 + v]).toBe(sum)
      }
    }
  })
})
