import type { CSSProperties, JSX } from 'react'
import type { Cell, FigureTable } from './figure.ts'

/** Rows shown at once; a longer table says how many it leaves out. */
const MOST_ROWS = 500

const CELL: CSSProperties = { padding: '0 8px', height: 24, textAlign: 'right', whiteSpace: 'nowrap' }

/** A figure's numbers as a table. */
export function FigureTableView(props: { table: FigureTable; title: string; height: number }): JSX.Element {
  const { table, title, height } = props
  const left = table.rows.length - MOST_ROWS
  return (
    <div style={{ height, overflow: 'auto' }} tabIndex={0} role="region" aria-label={`${title}, as a table`}>
      <table style={{ borderCollapse: 'collapse', fontSize: '0.75rem', fontVariantNumeric: 'tabular-nums' }}>
        <caption
          style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}
        >
          {title}
        </caption>
        <thead>
          <tr>
            {table.columns.map((name, index) => (
              <th key={index} scope="col" style={{ ...CELL, fontWeight: 550 }}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={CELL}>
                  {cellText(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p style={{ padding: '0 8px' }}>{String(left)} more rows are not shown.</p>}
    </div>
  )
}

/** A cell with at most four significant digits and a true minus. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (!Number.isFinite(cell)) return 'n/a'
  const text = Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(4)))
  return text.replace(/-/g, '\u2212')
}
