import type { Hexagons } from './hexagons.ts'

/** A cell of a figure's table; null is shown as an empty cell. */
export type Cell = string | number | null

/** The numbers of a figure, for reading them as a table. */
export interface FigureTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Traces and layout for plotly, with what a reader who does not see the picture needs. */
export interface Figure {
  readonly data: readonly object[]
  readonly layout: object
  /** Drawn under the shapes of the layout, the first at the bottom. */
  readonly hexagons?: readonly Hexagons[]
  /** One or two sentences with the numbers that matter. */
  readonly summary: string
  readonly table: FigureTable
}
