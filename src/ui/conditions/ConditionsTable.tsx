import type { ReactNode } from 'react'
import type { PaneOrBoth } from '../../state/actions.ts'
import { panes } from '../../state/appState.ts'
import type { ConditionRow } from '../../state/conditionRows.ts'
import { Chip } from '../parts/Chip.tsx'
import '../parts/chooserTable.css'
import { ConditionLine } from './ConditionLine.tsx'

interface ConditionsTableProps {
  readonly rows: readonly ConditionRow[]
  readonly runSeconds: number
  /** Where new names are for. */
  readonly pane: PaneOrBoth
  /** The names that a new one cannot have. */
  readonly taken: readonly string[]
  /** The names chosen for merging. */
  readonly chosen: readonly string[]
  readonly onChoose: (name: string, isChosen: boolean) => void
}

/** Conditions with their events and regressors over the run, a box for merging and a box for each pane. */
export function ConditionsTable({ rows, taken, chosen, onChoose, ...rest }: ConditionsTableProps): ReactNode {
  return (
    <table className="chooser-table conditions-table" aria-label="Conditions">
      <thead>
        <tr>
          <th scope="col" aria-label="Choose for merging" />
          <th scope="col">condition</th>
          <th scope="col">events</th>
          <th scope="col">over the run: events, regressors of A and B</th>
          {panes.map((each) => (
            <th key={each} scope="col" className="chooser-pane">
              <Chip of={each} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ConditionLine
            key={row.name}
            row={row}
            {...rest}
            otherNames={taken.filter((name) => name !== row.name)}
            isChosen={chosen.includes(row.name)}
            onChoose={(isChosen) => onChoose(row.name, isChosen)}
          />
        ))}
      </tbody>
    </table>
  )
}
