import { pseudoInverse } from '../math/decompositions.ts'
import { multiplyVector, transpose, type Matrix } from '../math/matrix.ts'

/** How much each scan weighs in an estimated contrast, c'X^+: n numbers, the effect at unit data. */
export function scanWeights(design: Matrix, weights: ArrayLike<number>): Float64Array {
  return multiplyVector(transpose(pseudoInverse(design)), weights)
}

/** Two contrasts, each in its own design of the same scans: how alike they weigh the scans. */
export interface Likeness {
  /** Cosine of the two weightings: 1 where one is the other but for its scale. */
  readonly cosine: number
  /** How many times the second the first is, by least squares. */
  readonly scale: number
}

/** How alike two weightings of the scans are. */
export function likeness(a: Float64Array, b: Float64Array): Likeness {
  const product = a.reduce((sum, value, i) => sum + value * b[i], 0)
  const squares = (vector: Float64Array): number => vector.reduce((sum, value) => sum + value * value, 0)
  const [aa, bb] = [squares(a), squares(b)]
  if (aa === 0 || bb === 0) return { cosine: 0, scale: 0 }
  return { cosine: product / Math.sqrt(aa * bb), scale: product / bb }
}
