import type { ReactNode } from 'react'
import type { PipelineSpec } from '../../../core/pipeline/pipelineSpec.ts'
import type { SettingGroup } from '../../selectors.ts'
import { ConditionsEditor } from './ConditionsEditor.tsx'
import { ConfoundsEditor } from './ConfoundsEditor.tsx'
import { EventModelEditor } from './EventModelEditor.tsx'
import { HighPassEditor } from './HighPassEditor.tsx'
import { IntensityEditor } from './IntensityEditor.tsx'
import { MaskEditor } from './MaskEditor.tsx'
import { NoiseEditor } from './NoiseEditor.tsx'
import { SamplingEditor } from './SamplingEditor.tsx'
import { SmoothingEditor } from './SmoothingEditor.tsx'

/** What each editor takes: a value, what to do with a new one, and the pane's letter for the fields' names. */
export interface EditorProps<Value> {
  readonly value: Value
  readonly pane: 'A' | 'B'
  readonly onChange: (value: Value) => void
}

interface SettingEditorProps extends EditorProps<PipelineSpec> {
  readonly group: SettingGroup
}

/** The fields of one setting of one pane. */
export function SettingEditor({ group, value, pane, onChange }: SettingEditorProps): ReactNode {
  const field = <Group extends SettingGroup>(name: Group): EditorProps<PipelineSpec[Group]> => ({
    pane,
    value: value[name],
    onChange: (next) => onChange({ ...value, [name]: next }),
  })
  switch (group) {
    case 'conditions':
      return <ConditionsEditor {...field(group)} />
    case 'eventModel':
      return <EventModelEditor {...field(group)} />
    case 'samplingInstant':
      return (
        <SamplingEditor
          {...field(group)}
          microtimeResolution={
            value.eventModel.kind === 'spm12' ? value.eventModel.microtimeResolution : null
          }
        />
      )
    case 'confounds':
      return <ConfoundsEditor {...field(group)} />
    case 'highPass':
      return <HighPassEditor {...field(group)} />
    case 'intensity':
      return <IntensityEditor {...field(group)} />
    case 'mask':
      return <MaskEditor {...field(group)} />
    case 'smoothing':
      return <SmoothingEditor {...field(group)} />
    case 'noise':
      return <NoiseEditor {...field(group)} />
  }
}
