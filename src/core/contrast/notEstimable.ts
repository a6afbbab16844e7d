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
  const involved = involvedColumns.map((column) => names[column])
  const where = 'in the whitened and filtered design'
  const [only] = involved
  return {
    code: 'contrast-not-estimable',
    severity: 'error',
    message: `The contrast is not estimable: ${where} ${
      involved.length === 1 ? `${only} is 0 at every scan` : `${involved.join(', ')} can replace each other`
    }.`,
    remedy:
      involved.length === 1
        ? 'Check that its events lie within the run, or ask for another column.'
        : 'Ask for a difference that the data can tell, or leave one of these columns out.',
  }
}
