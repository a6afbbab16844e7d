import type { StimulusEvent } from '../../../src/core/design/event.ts'
import type { PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'

/** nilearn's defaults with all trial types. */
export const nilearnDefaults: PipelineSpec = {
  name: 'nilearn',
  conditions: { include: 'all', explicitRest: false },
  eventModel: { kind: 'nilearn', hrf: 'glover', derivatives: 'none', oversampling: 50, minOnsetSeconds: -24 },
  samplingInstant: 0,
  confounds: { columns: [], centre: false, missing: 'error' },
  highPass: { kind: 'cosine-regressors', cutoffHz: 0.01 },
  intensity: { kind: 'percent-of-voxel-mean' },
  mask: { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 },
  smoothing: { fwhmMm: 0 },
  noise: { kind: 'nilearn-ar1', bins: 100 },
}

/** Blocks of 20 s: b at 10, 70, 130 s, a at 40, 100, 160 s. */
export const blockEvents: StimulusEvent[] = [10, 40, 70, 100, 130, 160].map((onset, i) => ({
  onset,
  duration: 20,
  trialType: i % 2 === 0 ? 'b' : 'a',
}))

/** Events of mixed durations and amplitudes, between the scans. */
export const jitterEvents: StimulusEvent[] = [
  { onset: 10, duration: 0, trialType: 'x' },
  { onset: 33.3, duration: 0.5, trialType: 'x', modulation: 2 },
  { onset: 71.7, duration: 2, trialType: 'y', modulation: 0.5 },
  { onset: 102.9, duration: 3.7, trialType: 'y', modulation: 1.5 },
  { onset: 140.17, duration: 0, trialType: 'x', modulation: -1 },
]
