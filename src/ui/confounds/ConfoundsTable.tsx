import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { panes, type Pane } from '../../state/appState.ts'
import { Chip } from '../parts/Chip.tsx'
import '../parts/chooserTable.css'
import { Sparkline } from '../parts/Sparkline.tsx'

/** One line of the chooser: a column, or some that are chosen together. */
export interface ConfoundLine {
  readonly name: string
  readonly words: string
  /** What to know before choosing it; empty if nothing. */
  readonly caution: string
  readonly series: readonly Float64Array[]
  readonly isChosen: Readonly<Record<Pane, boolean>>
  readonly onChoose: (pane: Pane, isChosen: boolean) => void
}

interface ConfoundsTableProps {
  readonly label: string
  readonly lines: readonly ConfoundLine[]
}

/** Confounds with their courses over the run and a box for each pane. */
export function ConfoundsTable({ label, lines }: ConfoundsTableProps): ReactNode {
  return (
    <table className="chooser-table confounds-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col">over the run</th>
          {panes.map((pane) => (
            <th key={pane} scope="col" className="chooser-pane">
              <Chip of={pane} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, words, caution, series, isChosen, onChoose }) => (
          <tr key={name}>
            <th scope="row">
              {name} <span className="t3">{words}</span>
              {caution !== '' && <p className="small tone-warn">{caution}</p>}
            </th>
            <td>{series.length > 0 && <Sparkline columns={series} label={`${name} over the run`} />}</td>
            {panes.map((pane) => (
              <td key={pane} className="chooser-pane">
                <Checkbox
                  aria-label={`${name} in ${pane.toUpperCase()}`}
                  checked={isChosen[pane]}
                  onChange={(event) => onChoose(pane, event.currentTarget.checked)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
