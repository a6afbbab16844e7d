/** Median and range of some measurements, rounded to `digits` digits after the point. */
export function spread(values, digits = 0) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2
  const round = (value) => Number(value.toFixed(digits))
  return { median: round(median), min: round(sorted[0]), max: round(sorted.at(-1)), count: sorted.length }
}

/** A measurement in a few characters, such as `123 (110–150)`. */
export function inWords({ median, min, max, count }) {
  return count > 1 ? `${median} (${min}–${max})` : String(median)
}

/** Rows of cells as columns of text. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    )
    .join('\n')
}
