import type { ReactNode } from 'react'
import { microtimeOnset } from '../../../core/design/spmRegressors.ts'
import { NumberField } from '../../parts/NumberField.tsx'
import type { EditorProps } from './SettingEditor.tsx'

interface SamplingEditorProps extends EditorProps<number> {
  /** SPM12's bins per scan; null for event models that sample at any instant. */
  readonly microtimeResolution: number | null
}

/** The sampling instant as a fraction of TR and, for SPM12, as its microtime onset. */
export function SamplingEditor({
  value,
  pane,
  onChange,
  microtimeResolution: bins,
}: SamplingEditorProps): ReactNode {
  return (
    <>
      <NumberField
        label={`Sampling instant ${pane}`}
        value={value}
        unit="TR"
        min={0}
        max={1}
        step={bins === null ? 0.0625 : 1 / bins}
        onChange={onChange}
      />
      {bins !== null && (
        <NumberField
          label={`Microtime onset (T0) ${pane}`}
          value={microtimeOnset(value, bins)}
          unit={`of ${bins}`}
          min={1}
          max={bins}
          whole
          onChange={(onset) => onChange((onset - 1) / bins)}
        />
      )}
    </>
  )
}
