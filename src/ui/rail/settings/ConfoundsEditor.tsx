import { Checkbox, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ConfoundsSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { useApp } from '../../store.ts'
import { CheckList } from './CheckList.tsx'
import { ConfoundGroups } from './ConfoundGroups.tsx'
import type { EditorProps } from './SettingEditor.tsx'

/** Columns of the confounds table that join the design. */
export function ConfoundsEditor({ value, pane, onChange }: EditorProps<ConfoundsSpec>): ReactNode {
  const known = useApp((state) => state.run?.confounds?.columns ?? [])
  if (known.length === 0 && value.columns.length === 0) {
    return <p className="t3 small">No confounds table has been dropped.</p>
  }
  return (
    <>
      <ConfoundGroups value={value} pane={pane} onChange={onChange} />
      <CheckList
        label={`Confounds ${pane}`}
        names={[...new Set([...known, ...value.columns])]}
        chosen={value.columns}
        onChange={(columns) => onChange({ ...value, columns })}
      />
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
