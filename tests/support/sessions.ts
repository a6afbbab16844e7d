import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import type { Session } from '../../src/core/pipeline/session.ts'

/** A pipeline with nilearn's kinds of settings. */
export const nilearnLike: PipelineSpec = {
  name: 'nilearn',
  conditions: { include: ['movement'], explicitRest: false },
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

/** A pipeline with SPM12's kinds of settings. */
export const spm12Like: PipelineSpec = {
  name: 'SPM12',
  conditions: { include: 'all', merge: { task: ['left', 'right'] }, explicitRest: true },
  eventModel: { kind: 'spm12', hrf: 'canonical', derivatives: 'time', microtimeResolution: 16 },
  samplingInstant: 7 / 16,
  confounds: { columns: ['trans_x'], centre: true, missing: 'error' },
  highPass: { kind: 'dct-filter', cutoffSeconds: 128 },
  intensity: { kind: 'global-100', per: 'session' },
  mask: { kind: 'spm12-threshold', fractionOfGlobal: 0.8 },
  smoothing: { fwhmMm: 6, castToFileType: true },
  noise: { kind: 'spm12-reml-ar1' },
}

/** The smallest session. */
export const smallSession: Session = {
  format: 'glmscope-session',
  version: 1,
  pipelines: { a: nilearnLike, b: spm12Like },
  contrasts: {
    a: { kind: 'expression', text: 'movement' },
    b: { kind: 't', weights: { task: 1, rest: -1 } },
  },
}

/** A session with every optional field. */
export const fullSession: Session = {
  ...smallSession,
  run: {
    boldName: 'sub-01_bold.nii.gz',
    boldSha256: 'ab'.repeat(32),
    repetitionTime: { seconds: 2, source: 'user' },
    discardScans: 4,
    events: [
      { onset: 0, duration: 10, trialType: 'rest' },
      { onset: 10, duration: 20, trialType: 'movement', modulation: 1.5 },
    ],
  },
  namedContrasts: [{ name: 'both', contrast: { kind: 'F', rows: [{ a: 1 }, { b: 1, c: -0.5 }] } }],
  view: {
    map: 'standard-error',
    thresholdAbs: 3.1,
    thresholdOn: 't',
    units: 'as-estimated',
    crosshairMm: [-42, 0, 12.5],
  },
}
