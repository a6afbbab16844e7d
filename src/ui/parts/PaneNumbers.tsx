import type { ReactNode } from 'react'
import { panes, type Pane } from '../../state/appState.ts'
import { Chip } from './Chip.tsx'

interface PaneNumbersProps {
  /** The table's accessible name. */
  readonly label: string
  /** Above the rows' words. */
  readonly head: string
  readonly rows: readonly (readonly [words: string, of: (pane: Pane) => ReactNode])[]
}

/** A table of numbers that both panes have: one row each, A beside B. */
export function PaneNumbers({ label, head, rows }: PaneNumbersProps): ReactNode {
  return (
    <table className="numbers" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {panes.map((pane) => (
            <th key={pane} scope="col" className="r">
              <Chip of={pane} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([words, of]) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            {panes.map((pane) => (
              <td key={pane} className="r">
                {of(pane)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
