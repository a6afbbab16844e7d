import type { Finding } from '../finding.ts'
import type { Matrix } from '../math/matrix.ts'

/** An SPM.mat as plain data: what SPM12 wrote down about a first-level fMRI model. Times are in `units`. */
export interface SpmMat {
  readonly fileName: string
  /** Such as `SPM12: spm_spm (v7738)`; null where the model has been specified but not estimated. */
  readonly spmId: string | null
  readonly repetitionTimeSeconds: number
  readonly units: 'secs' | 'scans'
  /** Names of the scans as SPM knew them, such as `/study/bold.nii,1`; empty where the file has none. */
  readonly scanNames: readonly string[]
  readonly basis: SpmBasisSet
  readonly sessions: readonly SpmSession[]
  readonly design: SpmDesign
  readonly globals: SpmGlobals
  readonly masking: SpmMasking
  readonly noise: SpmNonSphericity
  readonly contrasts: readonly SpmContrast[]
  readonly findings: readonly Finding[]
}

/** xBF. */
export interface SpmBasisSet {
  /** Such as `hrf`, `hrf (with time derivative)`, `Finite Impulse Response`. */
  readonly name: string
  readonly order: number
  /** T and T0: bins per scan and the bin at which regressors are read, counted from 1. */
  readonly microtimeResolution: number
  readonly microtimeOnset: number
  readonly binSeconds: number
  readonly lengthSeconds: number
  /** 2 where SPM modelled interactions of conditions. */
  readonly volterraOrder: number
}

export interface SpmSession {
  readonly scanCount: number
  readonly conditions: readonly SpmCondition[]
  /** User-specified regressors, n scans x columns, as given: SPM centres them. */
  readonly regressors: { readonly names: readonly string[]; readonly values: Matrix }
  /** Cutoff of the high-pass filter; Infinity for none. */
  readonly highPassSeconds: number
}

export interface SpmCondition {
  readonly name: string
  readonly onsets: Float64Array
  readonly durations: Float64Array
  readonly modulators: readonly { readonly name: string; readonly order: number }[]
  /** Whether the columns of the condition were made orthogonal one after the other, as is SPM12's default. */
  readonly orthogonalised: boolean
}

/** xX. */
export interface SpmDesign {
  /** X: n scans x p, neither filtered nor whitened. */
  readonly matrix: Matrix
  readonly names: readonly string[]
  /** iC, iB, iG: what each column is for, by index from 0. */
  readonly interest: readonly number[]
  readonly blocks: readonly number[]
  readonly nuisance: readonly number[]
  /** erdf; null before estimation. */
  readonly residualDf: number | null
}

/** xGX. */
export interface SpmGlobals {
  /** Whether each volume was scaled to the same global mean. */
  readonly normalisation: 'None' | 'Scaling'
  /** GM, 100 in fMRI. */
  readonly grandMean: number
  /** gSF and rg, one per scan; empty where the file has none. */
  readonly scaleFactors: Float64Array
  readonly globals: Float64Array
}

/** xM. */
export interface SpmMasking {
  /** Fraction of the global mean (gMT); null where the file does not say, -Infinity where off. */
  readonly fractionOfGlobal: number | null
  /** I: whether voxels of 0 were left out. */
  readonly implicit: boolean
  /** File name of an explicit mask. */
  readonly explicitMask: string | null
}

/** xVi. */
export interface SpmNonSphericity {
  /** Such as `AR(0.2)`, `AR(1)`, `FAST`, `i.i.d`, `none`. */
  readonly form: string
  /** ReML hyperparameters; empty before estimation. */
  readonly hyperparameters: Float64Array
}

/** One element of xCon. */
export interface SpmContrast {
  readonly name: string
  readonly statistic: 'T' | 'F'
  /** c: p columns of the design x rows of the contrast. */
  readonly weights: Matrix
}
