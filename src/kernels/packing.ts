/** Row after row. */
export interface RowMatrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

/** The weights of one row from scan `first` on. */
export interface BandRow {
  readonly first: number
  readonly weights: Float64Array
}

/** Rows in groups of four, [group][scan][row of the group], each group with the scans it has weights for. */
export interface PackedRows {
  readonly weights: Float64Array
  /** First scan and number of scans per group. */
  readonly bands: Int32Array
}

const groupRows = 4

/** Rows of weights in groups, all of them over the same scans. */
export function packMatrix({ rows, columns, data }: RowMatrix): PackedRows {
  const weights = new Float64Array(rows * columns)
  const bands = new Int32Array((rows / groupRows) * 2)
  for (let row = 0; row < rows; row++) {
    const group = Math.floor(row / groupRows)
    bands[2 * group + 1] = columns
    const to = group * groupRows * columns + (row % groupRows)
    for (let scan = 0; scan < columns; scan++) weights[to + groupRows * scan] = data[row * columns + scan]
  }
  return { weights, bands }
}

/** Rows of a banded matrix in groups, each over the scans that any of its rows has a weight for. */
export function packBands(rows: readonly BandRow[]): PackedRows {
  const groups = Math.ceil(rows.length / groupRows)
  const bands = new Int32Array(groups * 2)
  const parts: Float64Array[] = []
  for (let group = 0; group < groups; group++) {
    const members = rows.slice(group * groupRows, (group + 1) * groupRows)
    const first = Math.min(...members.map((row) => row.first))
    const count = Math.max(...members.map((row) => row.first + row.weights.length)) - first
    const part = new Float64Array(groupRows * count)
    members.forEach((row, r) => {
      row.weights.forEach((weight, i) => (part[(row.first - first + i) * groupRows + r] = weight))
    })
    bands.set([first, count], 2 * group)
    parts.push(part)
  }
  const weights = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    weights.set(part, at)
    at += part.length
  }
  return { weights, bands }
}
