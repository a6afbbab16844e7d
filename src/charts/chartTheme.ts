/** The tokens plots are made of, so that figures need no style sheet and a saved figure looks as on the screen. */
export interface ChartTheme {
  readonly panel: string
  readonly raised: string
  readonly text: string
  readonly text2: string
  readonly text3: string
  /** Hairlines of the grid. */
  readonly grid: string
  readonly lineStrong: string
  /** Pipelines A (solid lines) and B (dashed lines). */
  readonly a: string
  readonly b: string
  /** Marks set by the reader: an outlined column, a chosen scan. */
  readonly mark: string
  /** Voxels marked with the brush. */
  readonly brush: string
  /** Event blocks behind lines, translucent. */
  readonly block: string
  /** Counts from few to many. */
  readonly density: readonly string[]
  /** Ends and middle of signed cells, from -1 to +1. */
  readonly signed: readonly string[]
  /** Design-matrix greys from low to high. */
  readonly matrix: readonly string[]
  readonly axisSizePx: number
  readonly lineWidthPx: number
}

const NEGATIVE_TO_POSITIVE = [
  '#cdbcff',
  '#a48bff',
  '#7c58ee',
  '#43299c',
  '#160c38',
  '#3a0a1c',
  '#8e1b45',
  '#dd3f5e',
  '#ff9471',
  '#ffd27a',
]

const MATRIX = ['#0b0b0c', '#77777c', '#f4f4f6']

export const DARK_CHARTS: ChartTheme = {
  panel: '#18181a',
  raised: '#222225',
  text: '#ededf0',
  text2: '#b6b6bd',
  text3: '#94949d',
  grid: '#29292d',
  lineStrong: '#46464d',
  a: '#62baf3',
  b: '#f2a33c',
  mark: '#a9c7ff',
  brush: '#6ee79b',
  block: 'rgba(182,182,189,0.11)',
  density: ['#34343a', '#6d6d77', '#b4b4bd', '#ffffff'],
  signed: NEGATIVE_TO_POSITIVE,
  matrix: MATRIX,
  axisSizePx: 11,
  lineWidthPx: 1.5,
}

export const LIGHT_CHARTS: ChartTheme = {
  ...DARK_CHARTS,
  panel: '#f7f7f8',
  raised: '#ffffff',
  text: '#17171a',
  text2: '#4a4a52',
  text3: '#64646d',
  grid: '#dfdfe3',
  lineStrong: '#a3a3ab',
  a: '#0a66a8',
  b: '#9a5200',
  mark: '#2457c5',
  brush: '#0f8a48',
  block: 'rgba(74,74,82,0.10)',
  density: ['#dcdce2', '#9a9aa6', '#4e4e5a', '#17171c'],
}

/** The same theme for a projector: text `scale` times, lines 1.7 times as large. */
export function projectorCharts(theme: ChartTheme, scale: number): ChartTheme {
  return { ...theme, axisSizePx: theme.axisSizePx * scale, lineWidthPx: theme.lineWidthPx * 1.7 }
}

/** Family of all text in plots; the saved SVG falls back where Inter is not installed. */
export const CHART_FONT = 'Inter, "Inter Variable", system-ui, sans-serif'
