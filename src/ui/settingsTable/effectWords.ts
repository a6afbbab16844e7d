import type { SettingGroup } from '../selectors.ts'

/** What a difference in a setting is expected to do to betas and to t. */
export interface ExpectedEffect {
  readonly beta: string
  readonly t: string
}

/** Expected effects of nilearn's against SPM12's way, setting by setting. */
export const expectedEffects: Readonly<Record<SettingGroup, ExpectedEffect>> = {
  conditions: {
    beta: 'Large: beside an explicit rest, little of a condition is its own, and its beta rests on the few scans where the two differ.',
    t: 'Falls with the larger s.e.; the contrast against rest hardly moves.',
  },
  eventModel: {
    beta: 'Scale and shape. A 20 s block at TR 2 s peaks at 1.54 with Glover’s response, at 1.14 with SPM12’s. For events of 0 s nilearn’s betas are about 14 (Glover) or 25 times (SPM shape) SPM12’s.',
    t: 'By the shape only; the height cancels.',
  },
  samplingInstant: {
    beta: 'Timing: regressors read 7/16 of a scan later in SPM12. Little for long blocks, more for short events.',
    t: 'As the beta: the better the timing fits, the larger.',
  },
  highPass: {
    beta: 'Little in a good design: without a noise model, cosines as regressors and the same cosines filtered out give equal betas. The cutoff matters for slow designs.',
    t: 'Also through the degrees of freedom: counted by columns in nilearn, by the filter’s trace in SPM12. Beside SPM12’s noise model, cosines as regressors count among the effects of interest, as SPM12 counts them: many more voxels are pooled, so the two settings act on each other.',
  },
  intensity: {
    beta: 'Unit only. nilearn divides each voxel by its own mean, SPM12 all voxels by one global mean: bright voxels get larger betas.',
    t: 'None.',
  },
  noise: {
    beta: 'Slight: scans are weighted differently. More where the design is weak.',
    t: 'Mainly here: nilearn gives each voxel its own correlation, SPM12 one to all.',
  },
  mask: {
    beta: 'None at a voxel; which voxels have one.',
    t: 'None at a voxel, but for what is pooled over the mask.',
  },
  smoothing: {
    beta: 'Blurs and lowers peaks.',
    t: 'Usually larger in extended regions.',
  },
  confounds: {
    beta: 'By the columns. Centring them changes nothing beside a constant.',
    t: 'By the variance they explain and the degrees of freedom they cost.',
  },
}
