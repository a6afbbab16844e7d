import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { EventModelSpec } from '../../../core/pipeline/pipelineSpec.ts'
import { readDelays } from './eventModelOptions.ts'

type FirSpec = Extract<EventModelSpec, { readonly kind: 'nilearn-fir' }>

interface FirFieldsProps {
  readonly value: FirSpec
  readonly pane: string
  readonly onChange: (value: FirSpec) => void
}

/** The delays of a finite impulse response, in scans. */
export function FirFields({ value, pane, onChange }: FirFieldsProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null)
  const delays = draft === null ? value.delaysScans : readDelays(draft)
  const commit = (): void => {
    if (draft !== null && delays !== null) onChange({ ...value, delaysScans: delays })
    setDraft(null)
  }
  return (
    <TextInput
      label={`FIR delays ${pane}, scans`}
      value={draft ?? value.delaysScans.join(', ')}
      error={delays === null ? 'Whole scans from 0, each once, such as 0, 1, 2.' : null}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && delays !== null && commit()}
    />
  )
}
