import { normalUpperQuantile, normalUpperTail } from '../math/distributions.ts'

/** How the height of a threshold on a z map is found; `level` is the error rate asked for. */
export type HeightControl =
  | { readonly kind: 'fpr' | 'fdr' | 'bonferroni'; readonly level: number }
  | { readonly kind: 'fixed'; readonly z: number }

/**
 * The smallest z that the false discovery rate allows, just below it by 1e-12; infinite when no voxel passes. One-sided, with the
 * strict comparison of nilearn 0.12.1 (`thresholding.fdr_threshold`).
 */
export function fdrThreshold(zValues: ArrayLike<number>, level: number): number {
  const sorted = Float64Array.from(zValues).sort().reverse()
  for (let k = sorted.length; k > 0; k--) {
    if (normalUpperTail(sorted[k - 1]) < (level * k) / sorted.length) return sorted[k - 1] - 1e-12
  }
  return Infinity
}

/**
 * Height of a threshold in z for the voxels of a mask. Two-sided halves the level and looks at |z|
 * (nilearn 0.12.1, `thresholding.threshold_stats_img`).
 */
export function heightThreshold(zValues: Float64Array, control: HeightControl, twoSided: boolean): number {
  if (control.kind === 'fixed') return control.z
  const level = twoSided ? control.level / 2 : control.level
  switch (control.kind) {
    case 'fpr':
      return normalUpperQuantile(level)
    case 'bonferroni':
      return normalUpperQuantile(level / zValues.length)
    case 'fdr':
      return fdrThreshold(twoSided ? zValues.map(Math.abs) : zValues, level)
  }
}

/** Whether a value passes: |z| >= height two-sided, z >= height one-sided. */
export function passes(value: number, height: number, twoSided: boolean): boolean {
  return value >= height || (twoSided && -value >= height)
}
