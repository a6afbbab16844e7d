import type { Matrix } from '../math/matrix.ts'
import type { WhiteningRow } from './whiteningRows.ts'

/**
 * One whitening for every voxel (OLS, SPM12's ReML). The voxel series y (scaled, n scans) is fitted by least squares of
 * K W y on K W X, with K = I - X0 X0' and W = `whitening` (identity where absent).
 */
export interface CommonFitPlan {
  readonly kind: 'common'
  /** n x p, unwhitened. */
  readonly designMatrix: Matrix
  /** n x q, X0. */
  readonly filterBasis: Matrix
  /** The n rows of the symmetric W. */
  readonly whitening?: readonly WhiteningRow[]
  /** p x n: pinv(K W X) K W, applied to the raw series. */
  readonly estimator: Matrix
  /** p x p: C, so that var(c'b) = c'C c times the dispersion (Bcov in SPM12). */
  readonly covariance: Matrix
  /** The dispersion is the residual sum of squares over this: n - p, n - q - rank, or trRV. */
  readonly dispersionDivisor: number
  /** Degrees of freedom of t: n - rank, n - q - rank, or SPM12's effective ones. */
  readonly residualDf: number
  /** Lag-1 correlation of V for the noise-rho map: 0 for OLS. */
  readonly noiseRho: number
  /** Set for SPM12's inference, where F has its own effective degrees of freedom; see docs/numerics.md. */
  readonly spmInference?: SpmInference
}

/** What SPM12's F needs beside the covariance. */
export interface SpmInference {
  /** n x p: K W X. */
  readonly whitenedDesign: Matrix
  /** n x r: K W V W' K times the basis U that `singularSpace` gives of it; all of the n x n matrix that F asks for. */
  readonly covarianceOfBasis: Matrix
}

/** nilearn's AR(1): each voxel is whitened with its own binned rho. */
export interface Ar1FitPlan {
  readonly kind: 'nilearn-ar1'
  readonly designMatrix: Matrix
  readonly filterBasis: Matrix
  readonly bins: number
  /** The scalar that nilearn subtracts from every OLS residual before it estimates rho, in signal units of the scaled data. */
  readonly residualMean: number
  readonly dispersionDivisor: number
  readonly residualDf: number
}

export type FitPlan = CommonFitPlan | Ar1FitPlan

/** Per voxel: modelled series = scale * centred + offset. */
export interface VoxelScaling {
  readonly scale: Float64Array
  readonly offset: Float64Array
}

/** Estimates of a slab's voxels; all arrays are per voxel unless said otherwise. */
export interface SlabFit {
  readonly voxelCount: number
  /** [column][voxel]: column k of voxel v is `beta[k * voxelCount + v]`. */
  readonly beta: Float64Array
  /** sigma squared: nilearn's dispersion, SPM12's ResMS. */
  readonly dispersion: Float64Array
  /** nilearn's bin label, or the plan's one number. */
  readonly noiseRho: Float64Array
  readonly rSquared: Float64Array
}
