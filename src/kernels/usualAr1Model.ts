import type { RowMatrix } from './packing.ts'

/** nilearn's AR(1) in the usual case, as core's `UsualAr1Model`. */
export interface UsualAr1Model {
  readonly rank: number
  readonly columnCount: number
  readonly scanCount: number
  readonly bins: number
  readonly binLimit: number
  readonly largestLoss: number
  readonly closeToEdge: number
  readonly dispersionDivisor: number
  readonly lagRows: RowMatrix
  readonly toBeta: RowMatrix
  readonly lastRow: Float64Array
  readonly ofOnes: Float64Array
  readonly lagOfOnes: Float64Array
  readonly labelOf: (bin: number) => Float64Array | undefined
}

/** Numbers per voxel as core hands them over: of all voxels of each row, or of those at `positions`. */
export interface SourceRows {
  readonly rows: readonly Float64Array[]
  readonly positions: Int32Array | null
  readonly voxelCount: number
}

/** Where rows times series come from, as core's `RowSource`. */
export type RowSource =
  | {
      readonly kind: 'series'
      readonly weights: RowMatrix
      readonly slab: {
        readonly scanCount: number
        readonly voxelCount: number
        readonly centred: Float32Array
      }
    }
  | {
      readonly kind: 'products'
      readonly weights: RowMatrix
      readonly sources: SourceRows
      readonly amplification: number
    }

/** Voxels of a slab, as core's `UsualAr1Voxels`. */
export interface UsualAr1Voxels {
  readonly voxelCount: number
  readonly source: RowSource
  readonly sums: {
    readonly squares: Float64Array
    readonly lagProducts: Float64Array
    readonly last: Float64Array
  }
  readonly scaling: { readonly scale: Float64Array; readonly offset: Float64Array }
}

/** What came of it, as core's `UsualAr1Fit`. */
export interface UsualAr1Fit {
  readonly fit: {
    readonly voxelCount: number
    readonly beta: Float64Array
    readonly dispersion: Float64Array
    readonly noiseRho: Float64Array
    readonly rSquared: Float64Array
  }
  readonly uncertain: readonly number[]
  readonly unlabelled: readonly { readonly voxel: number; readonly bin: number }[]
}
