import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { NoiseSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { NumberField } from '../../parts/NumberField.tsx'
import type { EditorProps } from './SettingEditor.tsx'

/** The noise model. */
export function NoiseEditor({ value, pane, onChange }: EditorProps<NoiseSpec>): ReactNode {
  return (
    <>
      <NativeSelect
        label={`Noise model ${pane}`}
        data={kinds}
        value={value.kind}
        onChange={(event) => onChange(noiseOf(event.currentTarget.value))}
      />
      {value.kind === 'nilearn-ar1' && (
        <NumberField
          label={`AR(1) bins ${pane}`}
          value={value.bins}
          unit="per unit ρ"
          min={1}
          max={10000}
          whole
          onChange={(bins) => onChange({ ...value, bins })}
        />
      )}
    </>
  )
}

const kinds = [
  { value: 'ols', label: 'none: OLS' },
  { value: 'nilearn-ar1', label: 'AR(1) per voxel (nilearn)' },
  { value: 'spm12-reml-ar1', label: 'AR(1) pooled (SPM12)' },
  { value: 'spm12-fast', label: 'FAST pooled (SPM12)' },
]

function noiseOf(kind: string): NoiseSpec {
  switch (kind) {
    case 'nilearn-ar1':
      return { kind, bins: 100 }
    case 'spm12-reml-ar1':
    case 'spm12-fast':
      return { kind }
    default:
      return { kind: 'ols' }
  }
}
