import type { RemainingRule } from '../../core/pipeline/equivalent.ts'

/** Which rule of which tool keeps two pipelines apart, in a sentence. */
export const remainderWords: Readonly<Record<RemainingRule, string>> = {
  'canonical-only': 'SPM12 has its own canonical response, with or without derivatives, and no other.',
  'event-grid':
    'The same response, made otherwise: nilearn on a grid of TR/50 with a kernel one step late, SPM12 on TR/16 with blocks one bin longer and impulses of unit area.',
  'whole-bins': 'SPM12 reads its regressors at one of 16 bins of a scan.',
  'filter-or-regressors':
    'nilearn keeps the cosines as regressors and whitens them, SPM12 filters them out of whitened data and design.',
  'no-polynomials': 'SPM12 has no polynomial drifts.',
  units:
    'nilearn’s units are percent of a voxel’s mean or of the grand mean in its mask, SPM12’s percent of a global mean that counts dim voxels too. In common units nothing of this remains.',
  'mask-rule': 'Each tool finds its mask by a rule of its own; maps are compared where both have voxels.',
  'noise-pooling':
    'nilearn estimates one correlation a voxel and rounds it to hundredths, SPM12 pools one for all voxels by ReML.',
  centring: 'SPM12 centres confounds, nilearn does not: no effect on the other columns beside a constant.',
}
