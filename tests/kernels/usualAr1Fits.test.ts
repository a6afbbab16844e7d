import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packLabel, type UsualAr1Model, type UsualAr1Voxels } from '../../src/core/glm/ar1Usual.ts'
import { padRows } from '../../src/core/glm/projection.ts'
import type { RowSource } from '../../src/core/glm/rowSource.ts'
import { plainKernels } from '../../src/core/glm/slabKernels.ts'
import { closeToEdge, largestLoss } from '../../src/core/glm/uncertain.ts'
import type { Matrix } from '../../src/core/math/matrix.ts'
import { randomStream } from '../../src/core/math/random.ts'
import { loadKernels } from '../../src/workers/kernels.ts'

const compiled = loadKernels()

/** Odd sizes on both sides of the kernels' tiles and blocks; voxels of later slabs are more and fewer. */
const shape = fc.record({
  rank: fc.integer({ min: 1, max: 19 }),
  extraColumns: fc.integer({ min: 0, max: 5 }),
  scanCount: fc.integer({ min: 2, max: 150 }),
  voxelCounts: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 }),
  bins: fc.integer({ min: 1, max: 20 }),
  kind: fc.constantFrom('series', 'products', 'some products'),
  hasAmplification: fc.boolean(),
  seed: fc.integer(),
})

type Shape = typeof shape extends fc.Arbitrary<infer Value> ? Value : never
type Normal = () => number

function matrixOf(rows: number, columns: number, normal: Normal): Matrix {
  return { rows, columns, data: Float64Array.from({ length: rows * columns }, normal) }
}

/** Any numbers in the places of a model's; a bin in five has no label. */
function modelOf({ rank, extraColumns, scanCount, bins }: Shape, normal: Normal): UsualAr1Model {
  const numbers = (length: number): Float64Array => Float64Array.from({ length }, normal)
  const labels = new Map<number, Float64Array>()
  return {
    ...{ rank, scanCount, bins, largestLoss, closeToEdge },
    columnCount: rank + extraColumns,
    binLimit: 2 * bins,
    dispersionDivisor: scanCount / 3,
    lagRows: padRows(matrixOf(rank, rank, normal)),
    toBeta: padRows(matrixOf(rank + extraColumns, rank, normal)),
    lastRow: numbers(rank),
    ofOnes: numbers(rank),
    lagOfOnes: numbers(rank),
    labelOf(bin) {
      if (bin % 5 === 1) return undefined
      const known = labels.get(bin) ?? packLabel(bin / bins, numbers(rank), numbers(rank * rank))
      labels.set(bin, known)
      return known
    },
  }
}

interface Rows {
  readonly series: Matrix
  readonly products: Matrix
}

function sourceOf(shape: Shape, voxelCount: number, rows: Rows, normal: Normal): RowSource {
  const { scanCount, kind, hasAmplification } = shape
  if (kind === 'series') {
    const centred = Float32Array.from({ length: scanCount * voxelCount }, normal)
    const slab = { scanCount, voxelCount, centred, means: new Float64Array(voxelCount) }
    return { kind: 'series', weights: rows.series, slab }
  }
  const held = kind === 'products' ? voxelCount : 2 * voxelCount + 1
  const positions =
    kind === 'products' ? null : Int32Array.from({ length: voxelCount }, (_, v) => 2 * v + (v % 2))
  const kept = Array.from({ length: rows.products.columns }, () =>
    Float64Array.from({ length: held }, normal),
  )
  const sources = { rows: kept, positions, voxelCount }
  return { kind: 'products', weights: rows.products, sources, amplification: hasAmplification ? 1e4 : 0 }
}

/** Sums large enough that something is left of most series, little of some, and one in seven does not vary. */
function voxelsOf(voxelCount: number, source: RowSource, size: number, normal: Normal): UsualAr1Voxels {
  const numbers = (): Float64Array => Float64Array.from({ length: voxelCount }, normal)
  const squares = numbers().map((value, v) => (v % 7 === 3 ? 0 : size * value * value))
  const sums = { squares, lagProducts: numbers().map((value) => size * value), last: numbers() }
  return { voxelCount, source, sums, scaling: { scale: numbers(), offset: numbers() } }
}

describe('compiled fits of nilearn AR(1) against their plain twin', () => {
  it('are compiled, not the twin itself', () => {
    expect(compiled.fitUsualAr1).not.toBe(plainKernels.fitUsualAr1)
  })

  it('estimate the same bits and leave out the same voxels, slab after slab of two models in turn', () => {
    let labelled = 0
    let unlabelled = 0
    let uncertain = 0
    fc.assert(
      fc.property(shape, (wanted) => {
        const { normal } = randomStream(wanted.seed)
        const models = [modelOf(wanted, normal), modelOf(wanted, normal), modelOf(wanted, normal)]
        const rows = {
          series: padRows(matrixOf(2 * wanted.rank, wanted.scanCount, normal)),
          products: padRows(matrixOf(2 * wanted.rank, wanted.rank + 3, normal)),
        }
        for (const voxelCount of wanted.voxelCounts) {
          for (const model of models) {
            const source = sourceOf(wanted, voxelCount, rows, normal)
            const size = 3 * wanted.rank * wanted.scanCount
            const voxels = voxelsOf(voxelCount, source, size, normal)
            const expected = plainKernels.fitUsualAr1(model, voxels)
            expect(compiled.fitUsualAr1(model, voxels)).toEqual(expected)
            uncertain += expected.uncertain.length
            unlabelled += expected.unlabelled.length
            labelled += expected.fit.rSquared.filter((value) => value !== 0).length
          }
        }
      }),
    )
    // Every kind of voxel has been among them.
    expect(Math.min(labelled, unlabelled, uncertain)).toBeGreaterThan(100)
  })
})
