import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Derivatives } from '../../../core/design/derivatives.ts'
import type { EventModelSpec, MatrixModelSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { NumberField } from '../../parts/NumberField.tsx'
import { chooseEventModel, eventModelOptions, matrixOption, optionOfEventModel } from './eventModelOptions.ts'
import { FirFields } from './FirFields.tsx'
import type { EditorProps } from './SettingEditor.tsx'

/** Response function, its derivatives, and how finely regressors are computed. */
export function EventModelEditor({ value, pane, onChange }: EditorProps<EventModelSpec>): ReactNode {
  return (
    <>
      <NativeSelect
        label={`HRF ${pane}`}
        data={value.kind === 'matrix' ? [matrixOption, ...eventModelOptions] : [...eventModelOptions]}
        value={optionOfEventModel(value)}
        onChange={(event) => onChange(chooseEventModel(event.currentTarget.value, value))}
      />
      {value.kind === 'matrix' ? null : <EventModelFields value={value} pane={pane} onChange={onChange} />}
    </>
  )
}

type MadeFromEvents = Exclude<EventModelSpec, MatrixModelSpec>

function EventModelFields({ value, pane, onChange }: EditorProps<MadeFromEvents>): ReactNode {
  return (
    <>
      {value.kind === 'nilearn-fir' ? (
        <FirFields value={value} pane={pane} onChange={onChange} />
      ) : (
        <NativeSelect
          label={`Derivatives ${pane}`}
          data={derivatives}
          value={value.derivatives}
          onChange={(event) => onChange({ ...value, derivatives: derivativesOf(event.currentTarget.value) })}
        />
      )}
      {value.kind === 'spm12' ? (
        <NumberField
          label={`Microtime resolution (T) ${pane}`}
          value={value.microtimeResolution}
          unit="bins/TR"
          min={1}
          max={256}
          whole
          onChange={(microtimeResolution) => onChange({ ...value, microtimeResolution })}
        />
      ) : (
        <>
          <NumberField
            label={`Oversampling ${pane}`}
            value={value.oversampling}
            unit="per TR"
            min={1}
            max={500}
            whole
            onChange={(oversampling) => onChange({ ...value, oversampling })}
          />
          <NumberField
            label={`Earliest onset ${pane}`}
            value={value.minOnsetSeconds}
            unit="s"
            max={0}
            onChange={(minOnsetSeconds) => onChange({ ...value, minOnsetSeconds })}
          />
        </>
      )}
    </>
  )
}

const derivatives = [
  { value: 'none', label: 'none' },
  { value: 'time', label: 'time' },
  { value: 'time-dispersion', label: 'time and dispersion' },
]

function derivativesOf(text: string): Derivatives {
  return text === 'time' || text === 'time-dispersion' ? text : 'none'
}
