import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { gathered, nameProblem } from '../../core/pipeline/conditionEdits.ts'
import type { PaneOrBoth } from '../../state/actions.ts'
import { useActions } from '../store.ts'

interface MergeBarProps {
  readonly names: readonly string[]
  readonly pane: PaneOrBoth
  readonly otherNames: readonly string[]
  readonly onDone: () => void
}

/** Makes the chosen conditions one, under a name that is typed here. */
export function MergeBar({ names, pane, otherNames, onDone }: MergeBarProps): ReactNode {
  const actions = useActions()
  const [name, setName] = useState('')
  if (names.length < 2) return <p className="small t3">Choose two or more conditions to merge them.</p>
  const problem = nameProblem(name.trim(), otherNames)
  const merge = (): void => {
    if (problem !== '') return
    actions.changeConditions(pane, (conditions, types) => gathered(conditions, names, name.trim(), types))
    setName('')
    onDone()
  }
  return (
    <div className="merge-bar">
      <span className="t2">{names.join(' + ')} as</span>
      <TextInput
        aria-label="Name of the merged condition"
        placeholder="new name"
        value={name}
        error={name === '' || problem === '' ? null : problem}
        spellCheck={false}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') merge()
        }}
      />
      <Button size="xs" disabled={problem !== ''} onClick={merge}>
        Merge
      </Button>
    </div>
  )
}
