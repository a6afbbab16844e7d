import type { Finding } from '../finding.ts'
import type { Matrix } from '../math/matrix.ts'
import { estimability } from './estimability.ts'

/**
 * Why a contrast (rows x p) cannot be told by a design (n x p), as SPM12 refuses it; null where it can. SPM12 looks at the
 * whitened and filtered design (r7771, spm_contrasts and spm_SpUtil).
 */
export function notEstimable(design: Matrix, contrast: Matrix, names: readonly string[]): Finding | null {
  const { estimable, involvedColumns } = estimability(design, contrast)
  if (estimable) return null
  const involved = involvedColumns.map((column) => names[column]).join(', ')
  return {
    code: 'contrast-not-estimable',
    severity: 'error',
    message: `The contrast is not estimable: in the whitened and filtered design ${involved} can replace each other.`,
    remedy: 'Ask for a difference that the data can tell, or leave one of these columns out.',
  }
}
