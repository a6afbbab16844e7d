/** How voxels are marked: not at all, by drawing in a plot or on a slice, or around the crosshair. */
export const brushModes = ['off', 'lasso', 'box', 'sphere'] as const
export type BrushMode = (typeof brushModes)[number]

/** The plots that can be drawn in. */
export type BrushedPlot = 'scatter' | 'bland-altman' | 'histogram'

/** Voxels marked by drawing. They stay marked when another map is shown. */
export interface DrawnMarks {
  /** The grid they belong to. */
  readonly spaceId: string
  readonly where: BrushedPlot | 'slice'
  /** File-order indices, ascending. */
  readonly voxels: Int32Array
}

export interface Brush {
  readonly mode: BrushMode
  /** Of the sphere at the crosshair. */
  readonly radiusMm: number
  readonly drawn: DrawnMarks | null
}

/** Nothing is marked. */
export const noBrush: Brush = { mode: 'off', radiusMm: 8, drawn: null }
