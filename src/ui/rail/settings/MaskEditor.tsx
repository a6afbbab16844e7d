import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { MaskSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { NumberField } from '../../parts/NumberField.tsx'
import { useApp } from '../../store.ts'
import type { EditorProps } from './SettingEditor.tsx'

/** How the voxels to fit are found. */
export function MaskEditor({ value, pane, onChange }: EditorProps<MaskSpec>): ReactNode {
  const files = useApp((state) =>
    (state.run?.files ?? []).filter((file) => file.role === 'mask').map((file) => file.name),
  )
  const names = value.kind === 'file' ? [...new Set([...files, value.name])] : files
  return (
    <>
      <NativeSelect
        label={`Mask ${pane}`}
        data={[...computed, ...names.map((name) => ({ value: `file:${name}`, label: name }))]}
        value={value.kind === 'file' ? `file:${value.name}` : value.kind}
        onChange={(event) => onChange(maskOf(event.currentTarget.value))}
      />
      {names.length === 0 && (
        <p className="t3 small">
          For a mask of your own, drop a mask image on the run’s grid; it is then listed here.
        </p>
      )}
      {value.kind === 'nilearn-epi' && <EpiFields value={value} pane={pane} onChange={onChange} />}
      {value.kind === 'spm12-threshold' && (
        <NumberField
          label={`Masking threshold ${pane}`}
          value={value.fractionOfGlobal}
          unit="× global"
          min={0}
          max={10}
          step={0.05}
          onChange={(fractionOfGlobal) => onChange({ ...value, fractionOfGlobal })}
        />
      )}
    </>
  )
}

type EpiMask = Extract<MaskSpec, { readonly kind: 'nilearn-epi' }>

function EpiFields({ value, pane, onChange }: EditorProps<EpiMask>): ReactNode {
  return (
    <>
      <NumberField
        label={`Lower cutoff ${pane}`}
        value={value.lowerCutoff}
        min={0}
        max={1}
        step={0.05}
        onChange={(lowerCutoff) => onChange({ ...value, lowerCutoff })}
      />
      <NumberField
        label={`Upper cutoff ${pane}`}
        value={value.upperCutoff}
        min={0}
        max={1}
        step={0.05}
        onChange={(upperCutoff) => onChange({ ...value, upperCutoff })}
      />
      <NumberField
        label={`Opening ${pane}`}
        value={value.opening}
        unit="voxels"
        min={0}
        max={10}
        whole
        onChange={(opening) => onChange({ ...value, opening })}
      />
    </>
  )
}

const computed = [
  { value: 'nilearn-epi', label: 'EPI histogram (nilearn)' },
  { value: 'spm12-threshold', label: 'fraction of global (SPM12)' },
  { value: 'all', label: 'all voxels' },
]

function maskOf(option: string): MaskSpec {
  if (option.startsWith('file:')) return { kind: 'file', name: option.slice('file:'.length) }
  switch (option) {
    case 'spm12-threshold':
      return { kind: 'spm12-threshold', fractionOfGlobal: 0.8 }
    case 'all':
      return { kind: 'all' }
    default:
      return { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 }
  }
}
