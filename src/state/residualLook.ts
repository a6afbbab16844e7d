import type { VoxelFit } from '../core/glm/voxelFit.ts'
import {
  autocorrelation,
  normalQuantiles,
  periodogram,
  type NormalQuantiles,
  type Periodogram,
} from '../core/math/series.ts'

/** Residuals before and after whitening, looked at in three ways. */
export interface ResidualLook {
  readonly acfBefore: Float64Array
  readonly acfAfter: Float64Array
  readonly spectrumBefore: Periodogram
  readonly spectrumAfter: Periodogram
  readonly quantilesAfter: NormalQuantiles
}

/** Lags of the autocorrelation shown. */
const lags = 20

const known = new WeakMap<VoxelFit, ResidualLook>()

/** A fit's residuals, sampled every `stepSeconds`; computed when first asked for, so that the time course need not wait for them. */
export function residualLook(fit: VoxelFit, stepSeconds: number): ResidualLook {
  const found = known.get(fit) ?? look(fit, stepSeconds)
  known.set(fit, found)
  return found
}

function look(fit: VoxelFit, stepSeconds: number): ResidualLook {
  return {
    acfBefore: autocorrelation(fit.residuals, lags),
    acfAfter: autocorrelation(fit.whitenedResiduals, lags),
    spectrumBefore: periodogram(fit.residuals, stepSeconds),
    spectrumAfter: periodogram(fit.whitenedResiduals, stepSeconds),
    quantilesAfter: normalQuantiles(fit.whitenedResiduals),
  }
}
