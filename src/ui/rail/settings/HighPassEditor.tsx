import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { HighPassSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { NumberField } from '../../parts/NumberField.tsx'
import type { EditorProps } from './SettingEditor.tsx'

/** The drift model and its cutoff. */
export function HighPassEditor({ value, pane, onChange }: EditorProps<HighPassSpec>): ReactNode {
  return (
    <>
      <NativeSelect
        label={`High-pass ${pane}`}
        data={kinds}
        value={value.kind}
        onChange={(event) => onChange(highPassOf(event.currentTarget.value))}
      />
      {value.kind === 'cosine-regressors' && (
        <NumberField
          label={`Cutoff frequency ${pane}`}
          value={value.cutoffHz}
          unit="Hz"
          min={0}
          max={1}
          step={0.001}
          onChange={(cutoffHz) => onChange({ ...value, cutoffHz })}
        />
      )}
      {value.kind === 'dct-filter' && (
        <NumberField
          label={`Cutoff period ${pane}`}
          value={value.cutoffSeconds}
          unit="s"
          min={1}
          step={4}
          onChange={(cutoffSeconds) => onChange({ ...value, cutoffSeconds })}
        />
      )}
      {value.kind === 'polynomial-regressors' && (
        <NumberField
          label={`Polynomial order ${pane}`}
          value={value.order}
          min={0}
          max={20}
          whole
          onChange={(order) => onChange({ ...value, order })}
        />
      )}
    </>
  )
}

const kinds = [
  { value: 'cosine-regressors', label: 'cosine columns (nilearn)' },
  { value: 'polynomial-regressors', label: 'polynomial columns' },
  { value: 'dct-filter', label: 'DCT filter (SPM12)' },
  { value: 'none', label: 'none' },
]

function highPassOf(kind: string): HighPassSpec {
  switch (kind) {
    case 'cosine-regressors':
      return { kind, cutoffHz: 0.01 }
    case 'polynomial-regressors':
      return { kind, order: 1 }
    case 'dct-filter':
      return { kind, cutoffSeconds: 128 }
    default:
      return { kind: 'none' }
  }
}
