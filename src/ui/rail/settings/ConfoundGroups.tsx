import { useMemo, type ReactNode } from 'react'
import { confoundGroups, type ConfoundGroup } from '../../../core/design/confoundGroups.ts'
import type { ConfoundTable } from '../../../core/design/confounds.ts'
import type { ConfoundsSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { useApp } from '../../store.ts'
import { Sparkline } from './Sparkline.tsx'
import type { EditorProps } from './SettingEditor.tsx'
import './confoundGroups.css'

const noColumns: readonly string[] = []

/** Usual choices of fMRIPrep's confounds, each with a picture of its columns; one press takes or leaves a group. */
export function ConfoundGroups({ value, pane, onChange }: EditorProps<ConfoundsSpec>): ReactNode {
  const table = useApp((state) => state.run?.confounds ?? null)
  const hasDrift = useApp(
    (state) => state.settings?.pipelines[pane === 'A' ? 'a' : 'b'].highPass.kind !== 'none',
  )
  const columns = table?.columns ?? noColumns
  const groups = useMemo(() => confoundGroups(columns, hasDrift), [columns, hasDrift])
  if (table === null || groups.length === 0) return null
  const chosen = new Set(value.columns)
  const isOn = (group: ConfoundGroup): boolean => group.columns.every((name) => chosen.has(name))
  const toggle = (group: ConfoundGroup): void => {
    const own = new Set(group.columns)
    const on = isOn(group)
    onChange({
      ...value,
      columns: columns.filter((name) => (own.has(name) ? !on : chosen.has(name))),
    })
  }
  return (
    <ul className="confound-groups" aria-label={`Groups of confounds ${pane}`}>
      {groups.map((group) => (
        <li key={group.name}>
          <button type="button" aria-pressed={isOn(group)} onClick={() => toggle(group)}>
            <Sparkline columns={seriesOf(table, group.columns)} />
            <span>{group.name}</span>
            <small>{group.columns.length}</small>
          </button>
          {group.caution !== '' && <p className="small t3">{group.caution}</p>}
        </li>
      ))}
    </ul>
  )
}

function seriesOf({ columns, values }: ConfoundTable, names: readonly string[]): readonly Float64Array[] {
  return names.map((name) => {
    const j = columns.indexOf(name)
    return Float64Array.from(
      { length: values.rows },
      (_, scan) => values.data[scan * values.columns + j] ?? 0,
    )
  })
}
