import type { EventModelSpec } from '../../../core/pipeline/pipelineSpec.ts'

export const eventModelOptions: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'glover', label: 'Glover (nilearn)' },
  { value: 'spm', label: 'SPM (nilearn)' },
  { value: 'none', label: 'no HRF, boxcar (nilearn)' },
  { value: 'fir', label: 'FIR (nilearn)' },
  { value: 'canonical', label: 'canonical (SPM12)' },
]

/** The option that is listed only while a design from a file is in use. */
export const matrixOption = { value: 'matrix', label: 'design from a file' } as const

/** The option a model is listed as. */
export function optionOfEventModel(model: EventModelSpec): string {
  if (model.kind === 'matrix') return matrixOption.value
  return model.kind === 'nilearn-fir' ? 'fir' : model.hrf
}

/** The model an option stands for, keeping what the former model already decided. */
export function chooseEventModel(option: string, former: EventModelSpec): EventModelSpec {
  const derivatives = 'derivatives' in former ? former.derivatives : 'none'
  const grid =
    'oversampling' in former
      ? { oversampling: former.oversampling, minOnsetSeconds: former.minOnsetSeconds }
      : { oversampling: 50, minOnsetSeconds: -24 }
  switch (option) {
    case matrixOption.value:
      return former
    case 'canonical':
      return { kind: 'spm12', hrf: 'canonical', derivatives, microtimeResolution: 16 }
    case 'fir':
      return { kind: 'nilearn-fir', delaysScans: [0, 1, 2, 3, 4, 5, 6, 7], ...grid }
    case 'spm':
    case 'none':
      return { kind: 'nilearn', hrf: option, derivatives, ...grid }
    default:
      return { kind: 'nilearn', hrf: 'glover', derivatives, ...grid }
  }
}

/** Delays typed as `0, 1, 2`; null unless all are whole numbers from 0, each named once. */
export function readDelays(text: string): number[] | null {
  const delays = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number)
  const usable = delays.every((delay) => Number.isInteger(delay) && delay >= 0)
  return usable && delays.length > 0 && new Set(delays).size === delays.length ? delays : null
}
