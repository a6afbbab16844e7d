import { Checkbox, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { nameProblem, parted, withIncluded } from '../../core/pipeline/conditionEdits.ts'
import type { PaneOrBoth } from '../../state/actions.ts'
import { panes, type Pane } from '../../state/appState.ts'
import type { ConditionRow } from '../../state/conditionRows.ts'
import { useActions } from '../store.ts'
import { ConditionPreview } from './ConditionPreview.tsx'
import { eventProblem, eventWords } from './eventWords.ts'

interface ConditionLineProps {
  readonly row: ConditionRow
  readonly runSeconds: number
  /** Which panes a new name is for. */
  readonly pane: PaneOrBoth
  readonly otherNames: readonly string[]
  readonly isChosen: boolean
  readonly onChoose: (isChosen: boolean) => void
}

/** One condition: chosen for merging, renamed, looked at, modelled or left out in each pane. */
export function ConditionLine(props: ConditionLineProps): ReactNode {
  const { row, runSeconds, pane, otherNames, isChosen, onChoose } = props
  const problem = eventProblem(row.events, runSeconds)
  return (
    <tr>
      <td>
        {!row.isExplicitRest && (
          <Checkbox
            aria-label={`Choose ${row.name} for merging`}
            checked={isChosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
      </td>
      <th scope="row">
        {row.isExplicitRest ? row.name : <NameField name={row.name} pane={pane} otherNames={otherNames} />}
        <Gathered row={row} pane={pane} />
      </th>
      <td className="t2">
        {row.isExplicitRest ? `the time between, ${eventWords(row.events)}` : eventWords(row.events)}
        {problem !== '' && <span className="tone-warn condition-problem">{problem}</span>}
      </td>
      <td>
        <ConditionPreview row={row} runSeconds={runSeconds} />
      </td>
      {panes.map((each) => (
        <td key={each} className="chooser-pane">
          <ModelBox row={row} pane={each} />
        </td>
      ))}
    </tr>
  )
}

interface NameFieldProps {
  readonly name: string
  readonly pane: PaneOrBoth
  readonly otherNames: readonly string[]
}

function NameField({ name, pane, otherNames }: NameFieldProps): ReactNode {
  const actions = useActions()
  const [draft, setDraft] = useState<string | null>(null)
  const wanted = (draft ?? name).trim()
  const problem = wanted === name ? '' : nameProblem(wanted, otherNames)
  const settle = (): void => {
    if (problem === '' && wanted !== name) actions.renameCondition(pane, name, wanted)
    setDraft(null)
  }
  return (
    <TextInput
      aria-label={`Name of ${name}`}
      value={draft ?? name}
      error={problem === '' ? null : problem}
      spellCheck={false}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && problem === '') settle()
        if (event.key === 'Escape') setDraft(null)
      }}
      // The first Escape takes the draft back; only the next one closes the dialog.
      data-mantine-stop-propagation={draft !== null}
    />
  )
}

/** Which trial types a condition was made of, and a way back. */
function Gathered({ row, pane }: { readonly row: ConditionRow; readonly pane: PaneOrBoth }): ReactNode {
  const actions = useActions()
  const types = row.inPanes.a?.types ?? row.inPanes.b?.types ?? []
  const [only] = types
  if (row.isExplicitRest || (types.length === 1 && only === row.name)) return null
  return (
    <p className="small t2">
      {types.join(' + ')}{' '}
      <button
        type="button"
        className="link-button"
        onClick={() =>
          types.length === 1 && only !== undefined
            ? actions.renameCondition(pane, row.name, only)
            : actions.changeConditions(pane, (conditions, all) => parted(conditions, row.name, all))
        }
      >
        {types.length === 1 ? 'Old name' : 'Part'}
        <span className="sr-only"> of {row.name}</span>
      </button>
    </p>
  )
}

function ModelBox({ row, pane }: { readonly row: ConditionRow; readonly pane: Pane }): ReactNode {
  const actions = useActions()
  const own = row.inPanes[pane]
  if (own === null) return <span className="t3">–</span>
  return (
    <Checkbox
      aria-label={`Model ${row.name} in ${pane.toUpperCase()}`}
      checked={own.isModelled}
      onChange={({ currentTarget: { checked } }) =>
        actions.changeConditions(pane, (conditions, types) =>
          row.isExplicitRest
            ? { ...conditions, explicitRest: checked }
            : withIncluded(conditions, row.name, checked, types),
        )
      }
    />
  )
}
