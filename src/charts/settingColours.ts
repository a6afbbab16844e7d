import type { SpecGroup } from '../core/pipeline/specDifferences.ts'

/**
 * Colours of the settings in swatches, bars and maps, never in text; the same in both themes. Chosen by search: the smallest Delta E
 * between any two of the frequent five is 38 under normal and colour-blind vision; the last three stay 20 or more from all others.
 */
export const settingColours: Readonly<Record<SpecGroup, string>> = {
  intensity: '#a27cfa',
  highPass: '#aff7bf',
  eventModel: '#f2e431',
  samplingInstant: '#c572a7',
  noise: '#ed603d',
  mask: '#8b8b94',
  conditions: '#6fe0dc',
  smoothing: '#5f12e7',
  confounds: '#97333b',
}
