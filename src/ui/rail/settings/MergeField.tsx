import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ConditionsSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { readMerge, withMerge, writeMerge } from './mergeText.ts'
import type { EditorProps } from './SettingEditor.tsx'

interface MergeFieldProps extends EditorProps<ConditionsSpec> {
  readonly trialTypes: readonly string[]
}

/** Trial types that become one condition under a new name; takes effect on Enter or on leaving the field. */
export function MergeField({ value, pane, onChange, trialTypes }: MergeFieldProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null)
  const merge = draft === null ? (value.merge ?? {}) : readMerge(draft, trialTypes)
  const commit = (): void => {
    if (draft === null || typeof merge === 'string') return
    if (writeMerge(merge) !== writeMerge(value.merge)) onChange(withMerge(value, merge, trialTypes))
    setDraft(null)
  }
  return (
    <TextInput
      label={`Merge ${pane}`}
      placeholder="new = type + type"
      value={draft ?? writeMerge(value.merge)}
      error={typeof merge === 'string' ? merge : null}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => (typeof merge === 'string' ? setDraft(null) : commit())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
