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
        label={`As nilearn 0.14.0: truncate to file type (${pane})`}
        description="Unscaled integer files only; 0.14.1 no longer does it."
        checked={value.castToFileType ?? false}
        onChange={(event) => onChange({ ...value, castToFileType: event.currentTarget.checked })}
      />
    </>
  )
}
