import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { fixed, withUnit } from '../format.ts'
import { NumberField } from '../parts/NumberField.tsx'
import { useActions, useApp } from '../store.ts'

/** Asks for the TR where it is not known, and offers the other one where two sources disagree. */
export function RepetitionTimeChooser(): ReactNode {
  const actions = useActions()
  const kept = useApp((state) => state.run?.repetitionTime ?? null)
  const other = useApp((state) => state.run?.otherRepetitionTime ?? null)
  if (kept !== null && kept.source !== 'user' && other === null) return null
  const stated = [kept, other].filter((time) => time !== null).filter(({ source }) => source !== 'user')
  return (
    <fieldset className="chooser">
      <legend>{kept === null ? 'What is the repetition time (TR)?' : 'Repetition time (TR)'}</legend>
      <div className="button-row">
        {stated.map(({ seconds, source }) => (
          <Button
            key={source}
            size="xs"
            aria-pressed={kept?.source === source}
            onClick={() => actions.setRepetitionTime(seconds, source)}
          >
            {withUnit(fixed(seconds, 3), 's')}, {source}
          </Button>
        ))}
        <NumberField
          hideLabel
          label="Repetition time (TR) in seconds"
          className="chooser-number"
          value={kept?.source === 'user' ? kept.seconds : null}
          placeholder={kept === null ? 'TR' : 'other'}
          unit="s"
          min={0.01}
          max={100}
          step={0.1}
          onChange={(seconds) => actions.setRepetitionTime(seconds, 'user')}
        />
      </div>
    </fieldset>
  )
}
