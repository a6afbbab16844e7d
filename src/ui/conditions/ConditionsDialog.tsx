import { SegmentedControl } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { PaneOrBoth } from '../../state/actions.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { useApp } from '../store.ts'
import { ConditionsTable } from './ConditionsTable.tsx'
import { MergeBar } from './MergeBar.tsx'
import './conditions.css'

interface ConditionsDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Every condition the events can make, with its events and regressors: modelled or left out, renamed, merged. */
export function ConditionsDialog({ opened, onClose }: ConditionsDialogProps): ReactNode {
  return (
    <Dialog opened={opened} onClose={onClose} title="Conditions" width={100}>
      <Chooser />
    </Dialog>
  )
}

const sides: readonly { readonly value: PaneOrBoth; readonly label: string }[] = [
  { value: 'both', label: 'A and B' },
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
]

function Chooser(): ReactNode {
  const found = useApp((state, selectors) => selectors.conditionRows(state))
  const [pane, setPane] = useState<PaneOrBoth>('both')
  const [chosen, setChosen] = useState<readonly string[]>([])
  if (found === null) return <p className="t3">There are no events to make conditions of.</p>
  const { rows, runSeconds } = found
  const names = rows.filter(({ isExplicitRest }) => !isExplicitRest).map(({ name }) => name)
  const present = chosen.filter((name) => names.includes(name))
  // A name is taken where the panes that a new one is for have it.
  const taken = rows
    .filter(({ inPanes }) => pane === 'both' || inPanes[pane] !== null)
    .flatMap(({ name, isExplicitRest }) => (isExplicitRest ? [] : [name]))
  return (
    <>
      <ConditionsTable
        {...{ rows, runSeconds, pane, taken }}
        chosen={present}
        onChoose={(row, isChosen) =>
          setChosen(names.filter((name) => (name === row ? isChosen : present.includes(name))))
        }
      />
      <div className="conditions-bar">
        <MergeBar
          names={present}
          pane={pane}
          otherNames={taken.filter((name) => !present.includes(name))}
          onDone={() => setChosen([])}
        />
        <div className="conditions-side">
          <span className="small t2" aria-hidden>
            New names and merges in
          </span>
          <SegmentedControl
            aria-label="New names and merges in"
            value={pane}
            onChange={(to) => setPane(sides.find(({ value }) => value === to)?.value ?? 'both')}
            data={sides.map(({ value, label }) => ({ value, label }))}
          />
        </div>
      </div>
    </>
  )
}
