import type { MeasuredMap } from '../../state/comparisonMeasured.ts'
import { fixed, withUnit } from '../format.ts'

/** A setting's share of the difference and what it does alone, in few words. */
export function measuredWords({ share, r, slope }: MeasuredMap): string {
  const alone = Number.isNaN(r) ? '' : `alone r ${fixed(r, 3)}, slope ${fixed(slope, 2)}`
  const part = share === null ? '' : withUnit(fixed(100 * share, Math.abs(share) < 0.0995 ? 1 : 0), '%')
  return [part, alone].filter((words) => words !== '').join('; ')
}
