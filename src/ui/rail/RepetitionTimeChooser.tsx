import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { fixed, withUnit } from '../format.ts'
import { NumberField } from '../parts/NumberField.tsx'
import { useActions, useApp } from '../store.ts'

/** Asks for the TR where it is not known, and offers the other one where two sources disagree. */
export function RepetitionTimeChooser(): ReactNode {
  const actions = useActions()
  const time = useApp((state) => state.run?.repetitionTime ?? null)
  const choices = useApp((state, selectors) => selectors.repetitionTimeChoices(state))
  const loaded = useApp((state) => state.run !== null)
  if (!loaded || (time !== null && time.source !== 'user' && !choices.differ)) return null
  return (
    <fieldset className="chooser">
      <legend>{time === null ? 'What is the repetition time (TR)?' : 'Repetition time (TR)'}</legend>
      <div className="button-row">
        {(['sidecar', 'header'] as const).map((source) => {
          const seconds = source === 'sidecar' ? choices.sidecarSeconds : choices.headerSeconds
          return (
            seconds !== null && (
              <Button
                key={source}
                size="xs"
                aria-pressed={time?.source === source}
                onClick={() => actions.setRepetitionTime(seconds, source)}
              >
                {withUnit(fixed(seconds, 3), 's')}, {source}
              </Button>
            )
          )
        })}
        <NumberField
          hideLabel
          label="Repetition time (TR) in seconds"
          className="chooser-number"
          value={time?.source === 'user' ? time.seconds : null}
          placeholder={time === null ? 'TR' : 'other'}
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
