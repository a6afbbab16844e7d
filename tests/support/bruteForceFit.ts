import type { Design } from '../../src/core/design/design.ts'
import { pseudoInverse } from '../../src/core/math/decompositions.ts'
import {
  fromColumns,
  multiply,
  subtract,
  multiplyTransposed,
  type Matrix,
  zeros,
} from '../../src/core/math/matrix.ts'
import type { Slab } from '../../src/core/volume/slab.ts'

/** A design from a matrix and a filter basis, for tests that need no names. */
export function designOf(matrix: Matrix, filterBasis: Matrix = zeros(matrix.rows, 0)): Design {
  return {
    columns: Array.from({ length: matrix.columns }, (_, j) => ({
      name: `column_${j}`,
      role: 'confound' as const,
    })),
    matrix,
    filterBasis,
    frameTimesSeconds: new Float64Array(matrix.rows),
    findings: [],
  }
}

/** A slab of series given voxel by voxel, centred in double and stored as float32. */
export function slabOf(series: readonly ArrayLike<number>[]): Slab {
  const scanCount = series[0]?.length ?? 0
  const means = Float64Array.from(
    series,
    (values) => Array.from(values).reduce((a, b) => a + b, 0) / scanCount,
  )
  const centred = new Float32Array(scanCount * series.length)
  series.forEach((values, v) => {
    for (let t = 0; t < scanCount; t++) centred[t * series.length + v] = (values[t] ?? 0) - (means[v] ?? 0)
  })
  return { scanCount, voxelCount: series.length, centred, means }
}

/** What least squares says, by the shortest way from the definition. */
export interface BruteFit {
  readonly beta: Float64Array
  readonly rss: number
  readonly rSquared: number
  readonly residual: Matrix
}

/** Least squares of K W y on K W X through the pseudo-inverse, residuals written out. */
export function bruteFit(
  design: Design,
  whitening: (matrix: Matrix) => Matrix,
  series: ArrayLike<number>,
): BruteFit {
  const filter = (matrix: Matrix): Matrix =>
    subtract(matrix, multiply(design.filterBasis, multiplyTransposed(design.filterBasis, matrix)))
  const y = fromColumns(series.length, [series])
  const yw = filter(whitening(y))
  const xw = filter(whitening(design.matrix))
  const beta = multiply(pseudoInverse(xw), yw)
  const fitted = multiply(xw, beta)
  const residual = subtract(yw, fitted)
  return {
    beta: beta.data,
    rss: residual.data.reduce((sum, value) => sum + value * value, 0),
    rSquared: populationVariance(fitted.data) / populationVariance(yw.data),
    residual,
  }
}

function populationVariance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

/** Uniform numbers in (-1/2, 1/2), always the same ones: the generator of the reference values. */
export function createUniform(): () => number {
  let state = 1
  return () => {
    state = (16807 * state) % 2147483647
    return state / 2147483647 - 0.5
  }
}
