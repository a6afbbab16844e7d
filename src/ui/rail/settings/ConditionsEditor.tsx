import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ConditionsSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { useApp } from '../../store.ts'
import { ConditionsButton } from '../../conditions/ConditionsButton.tsx'
import { mergedNames } from '../../../core/pipeline/conditionEdits.ts'
import { trialTypes } from '../../../core/pipeline/conditionsSwitch.ts'
import { CheckList } from './CheckList.tsx'
import type { EditorProps } from './SettingEditor.tsx'

/** Which conditions are modelled, and the explicit rest. */
export function ConditionsEditor({ value, pane, onChange }: EditorProps<ConditionsSpec>): ReactNode {
  const types = useApp((state) => trialTypes(state.run?.events ?? []))
  const names = mergedNames(types, value.merge)
  return (
    <>
      <CheckList
        label={`Conditions ${pane}`}
        names={names}
        chosen={value.include === 'all' ? names : value.include}
        onChange={(include) => onChange({ ...value, include })}
      />
      <Checkbox
        label={`Model the rest of the time as rest (${pane})`}
        checked={value.explicitRest}
        onChange={(event) => onChange({ ...value, explicitRest: event.currentTarget.checked })}
      />
      <ConditionsButton />
    </>
  )
}
