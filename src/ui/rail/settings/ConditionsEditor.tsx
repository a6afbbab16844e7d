import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ConditionsSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { useApp } from '../../store.ts'
import { CheckList } from './CheckList.tsx'
import { MergeField } from './MergeField.tsx'
import { mergedNames } from './mergeText.ts'
import type { EditorProps } from './SettingEditor.tsx'

/** Which trial types are modelled, which of them as one, and the explicit rest. */
export function ConditionsEditor({ value, pane, onChange }: EditorProps<ConditionsSpec>): ReactNode {
  const types = useApp((state) => [...new Set((state.run?.events ?? []).map((event) => event.trialType))])
  const names = mergedNames(types, value.merge)
  return (
    <>
      <CheckList
        label={`Conditions ${pane}`}
        names={names}
        chosen={value.include === 'all' ? names : value.include}
        onChange={(include) => onChange({ ...value, include })}
      />
      <MergeField value={value} pane={pane} onChange={onChange} trialTypes={types} />
      <Checkbox
        label={`Model the rest of the time as rest (${pane})`}
        checked={value.explicitRest}
        onChange={(event) => onChange({ ...value, explicitRest: event.currentTarget.checked })}
      />
    </>
  )
}
