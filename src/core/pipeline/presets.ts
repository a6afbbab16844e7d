import type { ConditionsSpec, PipelineSpec } from './pipelineSpec.ts'

/** nilearn's defaults (0.12.1, FirstLevelModel), without smoothing as there. */
export function nilearnPreset(conditions: ConditionsSpec): PipelineSpec {
  return {
    name: 'nilearn',
    conditions,
    eventModel: {
      kind: 'nilearn',
      hrf: 'glover',
      derivatives: 'none',
      oversampling: 50,
      minOnsetSeconds: -24,
    },
    samplingInstant: 0,
    confounds: { columns: [], centre: false, missing: 'zero' },
    highPass: { kind: 'cosine-regressors', cutoffHz: 0.01 },
    intensity: { kind: 'percent-of-voxel-mean' },
    mask: { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 },
    smoothing: { fwhmMm: 0 },
    noise: { kind: 'nilearn-ar1', bins: 100 },
  }
}

/** SPM12's defaults (r7771, spm_defaults and the fMRI model specification); bin 8 of 16 is 7/16 of a scan. */
export function spm12Preset(conditions: ConditionsSpec): PipelineSpec {
  return {
    name: 'SPM12',
    conditions,
    eventModel: { kind: 'spm12', hrf: 'canonical', derivatives: 'none', microtimeResolution: 16 },
    samplingInstant: 7 / 16,
    confounds: { columns: [], centre: true, missing: 'zero' },
    highPass: { kind: 'dct-filter', cutoffSeconds: 128 },
    intensity: { kind: 'global-100', per: 'session' },
    mask: { kind: 'spm12-threshold', fractionOfGlobal: 0.8 },
    smoothing: { fwhmMm: 0 },
    noise: { kind: 'spm12-reml-ar1' },
  }
}
