import type { Derivatives } from '../design/derivatives.ts'
import type { DesignColumn } from '../design/design.ts'
import type { DesignSource } from '../formats/designTable.ts'

/** Which trial types become conditions. Names are those after merging. */
export interface ConditionsSpec {
  readonly include: 'all' | readonly string[]
  /** New name <- trial types. */
  readonly merge?: Readonly<Record<string, readonly string[]>>
  /** Adds a condition `rest` that fills [0, n TR] wherever no included event is. */
  readonly explicitRest: boolean
}

export type EventModelSpec =
  | {
      readonly kind: 'nilearn'
      readonly hrf: 'glover' | 'spm' | 'none'
      readonly derivatives: Derivatives
      readonly oversampling: number
      readonly minOnsetSeconds: number
    }
  | {
      readonly kind: 'nilearn-fir'
      readonly delaysScans: readonly number[]
      readonly oversampling: number
      readonly minOnsetSeconds: number
    }
  | {
      readonly kind: 'spm12'
      readonly hrf: 'canonical'
      readonly derivatives: Derivatives
      readonly microtimeResolution: number
    }
  | MatrixModelSpec

/** Columns given as numbers, in place of those that events would make: conditions then have no effect on the design. */
export interface MatrixModelSpec {
  readonly kind: 'matrix'
  readonly source: { readonly tool: DesignSource; readonly fileName: string }
  readonly columns: readonly MatrixColumnSpec[]
  /** Whether slow drifts are in the columns already: `highPass` then adds no columns; a filter still filters. */
  readonly drift: 'included' | 'none'
  /** Whether the columns can make a constant: if not, one is added. */
  readonly constant: 'included' | 'none'
}

export interface MatrixColumnSpec extends DesignColumn {
  /** One per kept scan. */
  readonly values: readonly number[]
}

export interface ConfoundsSpec {
  readonly columns: readonly string[]
  readonly centre: boolean
  readonly missing: 'zero' | 'error'
}

export type HighPassSpec =
  | { readonly kind: 'cosine-regressors'; readonly cutoffHz: number }
  | { readonly kind: 'polynomial-regressors'; readonly order: number }
  | { readonly kind: 'dct-filter'; readonly cutoffSeconds: number }
  | { readonly kind: 'none' }

export type IntensitySpec =
  | { readonly kind: 'percent-of-voxel-mean' }
  | { readonly kind: 'percent-of-grand-mean' }
  | { readonly kind: 'global-100'; readonly per: 'session' | 'volume' }
  | { readonly kind: 'none' }

export type MaskSpec =
  | {
      readonly kind: 'nilearn-epi'
      readonly lowerCutoff: number
      readonly upperCutoff: number
      readonly opening: number
    }
  | { readonly kind: 'spm12-threshold'; readonly fractionOfGlobal: number }
  | { readonly kind: 'file'; readonly name: string; readonly sha256?: string }
  | { readonly kind: 'all' }

export interface SmoothingSpec {
  /** Full width at half maximum in mm; 0 is no smoothing. */
  readonly fwhmMm: number
  /** nilearn 0.14.0, and only this version, truncates smoothed values of unscaled integer files to the file's type. */
  readonly castToFileType?: boolean
}

export type NoiseSpec =
  | { readonly kind: 'ols' }
  | { readonly kind: 'nilearn-ar1'; readonly bins: number }
  | { readonly kind: 'spm12-reml-ar1' }
  | { readonly kind: 'spm12-fast' }

/** Everything that determines a first-level fit; see docs/session-format.md. */
export interface PipelineSpec {
  /** The pane's title; not part of the hash. */
  readonly name: string
  readonly conditions: ConditionsSpec
  readonly eventModel: EventModelSpec
  /** Fraction of TR: nilearn's slice_time_ref; SPM12's (T0 - 1) / T. */
  readonly samplingInstant: number
  readonly confounds: ConfoundsSpec
  readonly highPass: HighPassSpec
  readonly intensity: IntensitySpec
  readonly mask: MaskSpec
  readonly smoothing: SmoothingSpec
  readonly noise: NoiseSpec
}
