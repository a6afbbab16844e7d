import type { ReactNode } from 'react'
import { NumberField } from '../../parts/NumberField.tsx'
import type { EditorProps } from './SettingEditor.tsx'

/** The sampling instant as a fraction of TR. */
export function SamplingEditor({ value, pane, onChange }: EditorProps<number>): ReactNode {
  return (
    <NumberField
      label={`Sampling instant ${pane}`}
      value={value}
      unit="TR"
      min={0}
      max={1}
      step={0.0625}
      onChange={onChange}
    />
  )
}
