/** A table to save: column names and rows of the same length. */
export interface TableContents {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** A table as tab-separated text with a header line; numbers in full, missing numbers as n/a (BIDS). */
export function tsvText(table: TableContents): string {
  const lines = [table.columns.map(cellText), ...table.rows.map((row) => row.map(cellText))]
  return lines.map((cells) => `${cells.join('\t')}\n`).join('')
}

/** The same table as comma-separated text (RFC 4180, lines end in LF). */
export function csvText(table: TableContents): string {
  const lines = [table.columns.map(cellText), ...table.rows.map((row) => row.map(cellText))]
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('')
}

function cellText(cell: string | number): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : 'n/a'
  return cell.replaceAll(/[\t\r\n]+/g, ' ')
}

function csvCell(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
