import { cosineBasis } from '../math/dct.ts'
import { fromColumns, zeros, type Matrix } from '../math/matrix.ts'
import { orthogonalise } from './orthogonalise.ts'

/**
 * Cosine drift columns (n x K, unit norm, no constant): all DCT periods of at least 1 / cutoffHz seconds
 * (nilearn 0.12.1, design_matrix and signal.create_cosine_drift).
 */
export function cosineDrift(frameTimesSeconds: Float64Array, cutoffHz: number): Matrix {
  const n = frameTimesSeconds.length
  const scanSeconds = (frameTimesSeconds[n - 1] - frameTimesSeconds[0]) / (n - 1)
  return cosineBasis(n, Math.min(n - 1, Math.floor(2 * n * cutoffHz * scanSeconds)))
}

/** Polynomial drift columns (n x order) of degree 1 to `order`, orthogonal to the constant and to each other, not normalised (nilearn 0.12.1). */
export function polynomialDrift(frameTimesSeconds: Float64Array, order: number): Matrix {
  const last = frameTimesSeconds.reduce((largest, time) => Math.max(largest, time), -Infinity)
  const powers = Array.from({ length: order + 1 }, (_, k) =>
    frameTimesSeconds.map((time) => (time / last) ** k),
  )
  return fromColumns(frameTimesSeconds.length, orthogonalise(powers).slice(1))
}

/** SPM12's high-pass basis X0 (n x q): q = fix(2 n TR / cutoff + 1) - 1 cosines, the constant left out (spm_filter, spm_dctmtx). */
export function dctFilterBasis(
  scanCount: number,
  repetitionTimeSeconds: number,
  cutoffSeconds: number,
): Matrix {
  const count = Math.trunc((2 * (scanCount * repetitionTimeSeconds)) / cutoffSeconds + 1) - 1
  return count > 0 ? cosineBasis(scanCount, Math.min(count, scanCount - 1)) : zeros(scanCount, 0)
}
