import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import type { SmoothingSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { NumberField } from '../../parts/NumberField.tsx'
import type { EditorProps } from './SettingEditor.tsx'

/** Width of the smoothing kernel, and nilearn's cast of smoothed integers. */
export function SmoothingEditor({ value, pane, onChange }: EditorProps<SmoothingSpec>): ReactNode {
  return (
    <>
      <NumberField
        label={`Smoothing FWHM ${pane}`}
        value={value.fwhmMm}
        unit="mm"
        min={0}
        max={40}
        onChange={(fwhmMm) => onChange({ ...value, fwhmMm })}
      />
      <Checkbox
        label={`Truncate to the file’s type, as nilearn 0.14 does (${pane})`}
        checked={value.castToFileType ?? false}
        onChange={(event) => onChange({ ...value, castToFileType: event.currentTarget.checked })}
      />
    </>
  )
}
