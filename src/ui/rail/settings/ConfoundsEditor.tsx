import { Checkbox, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ConfoundsSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { ConfoundsButton } from '../../confounds/ConfoundsButton.tsx'
import { useApp } from '../../store.ts'
import type { EditorProps } from './SettingEditor.tsx'

/** Columns of the confounds table that join the design. */
export function ConfoundsEditor({ value, pane, onChange }: EditorProps<ConfoundsSpec>): ReactNode {
  const hasTable = useApp((state) => (state.run?.confounds?.columns.length ?? 0) > 0)
  if (!hasTable && value.columns.length === 0) {
    return <p className="t3 small">No confounds table has been dropped.</p>
  }
  return (
    <>
      <p className="small">{value.columns.length === 0 ? 'none chosen' : value.columns.join(', ')}</p>
      <ConfoundsButton />
      <Checkbox
        label={`Centre the columns (${pane})`}
        checked={value.centre}
        onChange={(event) => onChange({ ...value, centre: event.currentTarget.checked })}
      />
      <NativeSelect
        label={`Missing values ${pane}`}
        data={[
          { value: 'zero', label: 'count as 0' },
          { value: 'error', label: 'refuse' },
        ]}
        value={value.missing}
        onChange={(event) =>
          onChange({ ...value, missing: event.currentTarget.value === 'error' ? 'error' : 'zero' })
        }
      />
    </>
  )
}
