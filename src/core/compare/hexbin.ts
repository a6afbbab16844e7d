import type { AxisRange } from './axisRange.ts'

/** Occupied hexagons of a scatter plot. Positions and sizes are in units of the data. */
export interface HexBins {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly counts: Int32Array
  /** The members of bin i are `members[starts[i]]` to `members[starts[i + 1] - 1]`, indices of the points. */
  readonly starts: Int32Array
  readonly members: Int32Array
  /** Width of a hexagon between its upright sides, and height between its tips. */
  readonly width: number
  readonly height: number
  readonly xRange: AxisRange
  readonly yRange: AxisRange
  /** Points outside the ranges: in no bin. */
  readonly outside: number
}

interface Lattice {
  readonly columns: number
  readonly rows: number
  readonly xRange: AxisRange
  readonly yRange: AxisRange
}

/**
 * Counts the points (x[i], y[i]) in hexagons with a tip on top, `columns` across the x range; regular where the plot is square.
 * Two interleaved rectangular lattices, each point to the nearer centre (Carr et al. 1987).
 */
export function hexbin(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: { readonly columns: number; readonly xRange: AxisRange; readonly yRange: AxisRange },
): HexBins {
  const lattice = { ...options, rows: Math.max(1, Math.round(options.columns / Math.sqrt(3))) }
  const binOfPoint = new Int32Array(x.length)
  let outside = 0
  for (let i = 0; i < x.length; i++) {
    binOfPoint[i] = binNumber(lattice, x[i], y[i])
    if (binOfPoint[i] < 0) outside++
  }
  return { ...collect(lattice, binOfPoint), ...options, ...sizes(lattice), outside }
}

/** The occupied bin that holds (x, y), as an index into the bins' arrays; -1 where there is none. */
export function hexbinAt(bins: HexBins, x: number, y: number): number {
  let best = -1
  let nearest = Infinity
  for (let i = 0; i < bins.counts.length; i++) {
    const squared = squaredDistance((x - bins.x[i]) / bins.width, (y - bins.y[i]) / (bins.height * 0.75) / 2)
    if (squared < nearest) {
      nearest = squared
      best = i
    }
  }
  // Beyond the corner of a hexagon (0.577 widths away) the point lies in an empty one.
  return nearest <= 1 / 3 + 1e-9 ? best : -1
}

/** Squared distance, in hexagon widths, of an offset in widths and in lattice rows. */
function squaredDistance(dx: number, dy: number): number {
  return dx * dx + 3 * dy * dy
}

/** Even numbers are centres on lattice corners, odd ones those between. */
function binNumber(lattice: Lattice, x: number, y: number): number {
  const { columns, rows, xRange, yRange } = lattice
  const u = ((x - xRange[0]) / (xRange[1] - xRange[0])) * columns
  const v = ((y - yRange[0]) / (yRange[1] - yRange[0])) * rows
  if (!(u >= 0 && u <= columns && v >= 0 && v <= rows)) return -1
  const i = Math.round(u)
  const j = Math.round(v)
  const m = Math.floor(u)
  const n = Math.floor(v)
  const corner = squaredDistance(u - i, v - j)
  const between = squaredDistance(u - m - 0.5, v - n - 0.5)
  return corner <= between ? 2 * (j * (columns + 1) + i) : 2 * (n * (columns + 1) + m) + 1
}

function collect(
  lattice: Lattice,
  binOfPoint: Int32Array,
): Pick<HexBins, 'x' | 'y' | 'counts' | 'starts' | 'members'> {
  const size = 2 * (lattice.columns + 1) * (lattice.rows + 1)
  const tally = new Int32Array(size)
  for (const bin of binOfPoint) if (bin >= 0) tally[bin]++
  const occupied = Int32Array.from(tally.keys()).filter((bin) => tally[bin] > 0)
  const counts = occupied.map((bin) => tally[bin])
  const starts = new Int32Array(occupied.length + 1)
  const next = new Int32Array(size)
  occupied.forEach((bin, i) => {
    next[bin] = starts[i]
    starts[i + 1] = starts[i] + counts[i]
  })
  const members = new Int32Array(starts[occupied.length])
  binOfPoint.forEach((bin, point) => {
    if (bin >= 0) members[next[bin]++] = point
  })
  const centres = Array.from(occupied, (bin) => centreOf(lattice, bin))
  return {
    x: Float64Array.from(centres, ([cx]) => cx),
    y: Float64Array.from(centres, ([, cy]) => cy),
    counts,
    starts,
    members,
  }
}

function centreOf(lattice: Lattice, bin: number): readonly [number, number] {
  const { columns, rows, xRange, yRange } = lattice
  const shift = (bin & 1) / 2
  const cell = bin >> 1
  const u = (cell % (columns + 1)) + shift
  const v = Math.floor(cell / (columns + 1)) + shift
  return [
    xRange[0] + (u / columns) * (xRange[1] - xRange[0]),
    yRange[0] + (v / rows) * (yRange[1] - yRange[0]),
  ]
}

function sizes({ columns, rows, xRange, yRange }: Lattice): Pick<HexBins, 'width' | 'height'> {
  // Centres of neighbouring rows are half a lattice row apart, which is three quarters of a hexagon's height.
  return { width: (xRange[1] - xRange[0]) / columns, height: ((yRange[1] - yRange[0]) / rows) * (2 / 3) }
}
