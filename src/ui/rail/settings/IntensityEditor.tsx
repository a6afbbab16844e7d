import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { IntensitySpec } from '../../../core/pipeline/pipelineSpec.ts'
import type { EditorProps } from './SettingEditor.tsx'

/** What the data are expressed in. */
export function IntensityEditor({ value, pane, onChange }: EditorProps<IntensitySpec>): ReactNode {
  return (
    <NativeSelect
      label={`Intensity ${pane}`}
      data={options.map(({ option, label }) => ({ value: option, label }))}
      value={optionOf(value)}
      onChange={(event) => {
        const chosen = options.find(({ option }) => option === event.currentTarget.value)
        if (chosen) onChange(chosen.spec)
      }}
    />
  )
}

const options: readonly { readonly option: string; readonly label: string; readonly spec: IntensitySpec }[] =
  [
    { option: 'voxel', label: '% of voxel mean (nilearn)', spec: { kind: 'percent-of-voxel-mean' } },
    { option: 'grand', label: '% of grand mean (nilearn)', spec: { kind: 'percent-of-grand-mean' } },
    { option: 'session', label: 'global mean = 100 (SPM12)', spec: { kind: 'global-100', per: 'session' } },
    { option: 'volume', label: 'each volume = 100 (SPM12)', spec: { kind: 'global-100', per: 'volume' } },
    { option: 'none', label: 'signal units, as stored', spec: { kind: 'none' } },
  ]

function optionOf(value: IntensitySpec): string {
  switch (value.kind) {
    case 'percent-of-voxel-mean':
      return 'voxel'
    case 'percent-of-grand-mean':
      return 'grand'
    case 'global-100':
      return value.per
    case 'none':
      return 'none'
  }
}
