import type { SettingGroup } from '../../selectors.ts'

export interface SettingWords {
  readonly group: SettingGroup
  readonly label: string
  readonly sentence: string
}

/** The settings in the order of the analysis, each with what it does in one sentence. */
export const settingList: readonly SettingWords[] = [
  {
    group: 'conditions',
    label: 'Conditions',
    sentence:
      'Which trial types become regressors, and whether the time between them becomes a condition called rest.',
  },
  {
    group: 'eventModel',
    label: 'HRF',
    sentence: 'The response each event is expected to evoke; its shape and height scale the betas.',
  },
  {
    group: 'samplingInstant',
    label: 'Sampling',
    sentence: 'The moment within each scan at which the regressors are read, as a fraction of TR.',
  },
  {
    group: 'highPass',
    label: 'High-pass',
    sentence: 'How slow drifts are removed: as regressors in the design, or filtered out of data and design.',
  },
  {
    group: 'intensity',
    label: 'Intensity',
    sentence: 'What the data are divided by. It sets the unit of the betas and changes no t value by itself.',
  },
  {
    group: 'noise',
    label: 'Noise',
    sentence:
      'How the residuals’ correlation over time is modelled: not at all, voxel by voxel, or pooled over voxels.',
  },
  {
    group: 'mask',
    label: 'Mask',
    sentence: 'Which voxels are fitted. Maps are compared where both pipelines fit.',
  },
  {
    group: 'smoothing',
    label: 'Smoothing',
    sentence: 'Gaussian smoothing of the images before the fit; 0 mm leaves them as they are.',
  },
  {
    group: 'confounds',
    label: 'Confounds',
    sentence: 'Columns of the confounds table that join the design, such as head motion.',
  },
]
