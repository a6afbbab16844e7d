import type { Derivatives } from './derivatives.ts'
import { canonicalHrfParameters, spmHrf } from './spmHrf.ts'
import { spmOrthogonalise } from './spmOrthogonalise.ts'

const onsetShiftSeconds = 1
const dispersionStep = 0.01

function difference(a: Float64Array, b: Float64Array, step: number): Float64Array {
  return a.map((value, i) => (value - b[i]) / step)
}

/**
 * SPM12's informed basis set on bins of `binSeconds`: the canonical response, its time derivative (a shift of 1 s) and its
 * dispersion derivative, serially orthogonalised (SPM12 r7771, spm_get_bf).
 */
export function spmBasis(
  binSeconds: number,
  microtimeResolution: number,
  derivatives: Derivatives,
): Float64Array[] {
  const p = canonicalHrfParameters
  const canonical = spmHrf(binSeconds, microtimeResolution, p)
  const basis = [canonical]
  if (derivatives !== 'none') {
    const late = spmHrf(binSeconds, microtimeResolution, {
      ...p,
      onsetSeconds: p.onsetSeconds + onsetShiftSeconds,
    })
    basis.push(difference(canonical, late, onsetShiftSeconds))
  }
  if (derivatives === 'time-dispersion') {
    const wide = spmHrf(binSeconds, microtimeResolution, { ...p, dispersion: p.dispersion + dispersionStep })
    basis.push(difference(canonical, wide, dispersionStep))
  }
  return spmOrthogonalise(basis)
}
