import type { SettingGroup } from '../../selectors.ts'

export interface SettingWords {
  readonly group: SettingGroup
  readonly label: string
  readonly sentence: string
  /** Where docs/numerics.md says what it computes. */
  readonly anchor: string
}

/** The settings in the order of the analysis, each with its effect in one sentence. */
export const settingList: readonly SettingWords[] = [
  {
    group: 'conditions',
    label: 'Conditions',
    sentence:
      'Which trial types become regressors, and whether the time between them becomes a condition called rest.',
    anchor: 'conditions',
  },
  {
    group: 'eventModel',
    label: 'HRF',
    sentence:
      'The response each event is expected to evoke: its shape moves betas and t, its height scales the betas.',
    anchor: 'event-model',
  },
  {
    group: 'samplingInstant',
    label: 'Sampling',
    sentence:
      'The moment within each scan at which regressors are read: shifts the model in time against the data.',
    anchor: 'sampling-instant',
  },
  {
    group: 'highPass',
    label: 'High-pass',
    sentence:
      'How slow drifts are removed, as columns of the design or by a filter: too short a period takes signal with it.',
    anchor: 'high-pass',
  },
  {
    group: 'intensity',
    label: 'Intensity',
    sentence: 'What the data are divided by: sets the unit of the betas and changes no t value by itself.',
    anchor: 'intensity',
  },
  {
    group: 'noise',
    label: 'Noise model',
    sentence:
      'How residuals correlate over time: not at all, voxel by voxel, or pooled; moves t far more than betas.',
    anchor: 'noise-model',
  },
  {
    group: 'mask',
    label: 'Mask',
    sentence:
      'Which voxels are fitted, and pooled over where a noise model pools; maps are compared where both fit.',
    anchor: 'mask',
  },
  {
    group: 'smoothing',
    label: 'Smoothing',
    sentence: 'A Gaussian over the images before the fit: raises t of wide activations and blurs small ones.',
    anchor: 'smoothing',
  },
  {
    group: 'confounds',
    label: 'Confounds',
    sentence:
      'Columns of the confounds table that join the design, such as head motion: each costs a degree of freedom.',
    anchor: 'confounds',
  },
]
