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
  switch (group) {
    case 'conditions':
      return (
        <ConditionsEditor
          pane={pane}
          value={value.conditions}
          onChange={(conditions) => onChange({ ...value, conditions })}
        />
      )
    case 'eventModel':
      return (
        <EventModelEditor
          pane={pane}
          value={value.eventModel}
          onChange={(eventModel) => onChange({ ...value, eventModel })}
        />
      )
    case 'samplingInstant':
      return (
        <SamplingEditor
          pane={pane}
          value={value.samplingInstant}
          onChange={(samplingInstant) => onChange({ ...value, samplingInstant })}
        />
      )
    case 'confounds':
      return (
        <ConfoundsEditor
          pane={pane}
          value={value.confounds}
          onChange={(confounds) => onChange({ ...value, confounds })}
        />
      )
    case 'highPass':
      return (
        <HighPassEditor
          pane={pane}
          value={value.highPass}
          onChange={(highPass) => onChange({ ...value, highPass })}
        />
      )
    case 'intensity':
      return (
        <IntensityEditor
          pane={pane}
          value={value.intensity}
          onChange={(intensity) => onChange({ ...value, intensity })}
        />
      )
    case 'mask':
      return <MaskEditor pane={pane} value={value.mask} onChange={(mask) => onChange({ ...value, mask })} />
    case 'smoothing':
      return (
        <SmoothingEditor
          pane={pane}
          value={value.smoothing}
          onChange={(smoothing) => onChange({ ...value, smoothing })}
        />
      )
    case 'noise':
      return (
        <NoiseEditor pane={pane} value={value.noise} onChange={(noise) => onChange({ ...value, noise })} />
      )
  }
}
