import { zeros, type Matrix } from '../math/matrix.ts'
import type { CovarianceComponent } from './spmComponents.ts'

/** a Q for an m x n matrix and a component's n x n matrix Q, without forming Q. */
export function multiplyComponent(a: Matrix, component: CovarianceComponent): Matrix {
  const result = zeros(a.rows, a.columns)
  for (let i = 0; i < a.rows; i++) {
    const from = a.data.subarray(i * a.columns, (i + 1) * a.columns)
    const to = result.data.subarray(i * a.columns, (i + 1) * a.columns)
    if (component.decay) addDecaying(from, to, component.decay)
    else addBanded(from, to, component.firstRow)
  }
  return result
}

/** The lag beyond which the row is 0. */
function bandwidth(row: Float64Array): number {
  let last = row.length - 1
  while (last > 0 && row[last] === 0) last--
  return last
}

function addBanded(from: Float64Array, to: Float64Array, row: Float64Array): void {
  const n = from.length
  for (let j = 0; j < n; j++) to[j] = row[0] * from[j]
  for (let lag = 1; lag <= bandwidth(row); lag++) {
    const weight = row[lag]
    for (let j = 0; j + lag < n; j++) {
      to[j] += weight * from[j + lag]
      to[j + lag] += weight * from[j]
    }
  }
}

/**
 * Running sums of k^j factor^k x over the past, then over the future: with S_j the sum at one scan, the next scan's is
 * factor (S_0), factor (S_0 + S_1), factor (S_0 + 2 S_1 + S_2), each then with x added to S_0.
 */
function addDecaying(
  from: Float64Array,
  to: Float64Array,
  { factor, power, interval }: NonNullable<CovarianceComponent['decay']>,
): void {
  const n = from.length
  const scale = interval ** power
  for (const step of [1, -1]) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    for (let i = 0, j = step > 0 ? 0 : n - 1; i < n; i++, j += step) {
      s2 = factor * (s2 + 2 * s1 + s0)
      s1 = factor * (s1 + s0)
      s0 = factor * s0
      to[j] += scale * (power === 0 ? s0 : power === 1 ? s1 : s2)
      s0 += from[j]
    }
  }
  // Lag 0 is in neither sum.
  if (power === 0) for (let j = 0; j < n; j++) to[j] += from[j]
}
