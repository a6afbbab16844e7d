import { symmetricEigen } from './decompositions.ts'
import { multiplyTransposed, multiplyVector, type Matrix } from './matrix.ts'

/**
 * The integral of exp(s H) g over s from 0 to tau, for symmetric H: what stands below row one in the first column of
 * expm([0 0; tau g, tau H]), a regularised Newton step (Ozaki's local linearisation). Through the eigenvectors of H, so
 * that a large tau costs no accuracy.
 */
export function integratedExponential(h: Matrix, g: Float64Array, tau: number): Float64Array {
  const { values, vectors } = symmetricEigen(h)
  const along = multiplyTransposed(vectors, { rows: g.length, columns: 1, data: g }).data
  const stepped = along.map((component, k) => {
    const factor = values[k] === 0 ? tau : Math.expm1(tau * values[k]) / values[k]
    return component * factor
  })
  return multiplyVector(vectors, stepped)
}
