import { tTestPower } from '../core/design/power.ts'
import type { DesignDiagnostics } from './designDiagnostics.ts'

/** One-sided level of the power shown. */
const powerAlpha = 0.001

/** Power of a design's t contrast for an effect at noise of s.d. `sigma`; null where it has none. */
export function contrastPower(
  { contrast, residualDf }: DesignDiagnostics,
  effect: number,
  sigma: number,
): number | null {
  if (contrast === null || contrast.isF || contrast.standardError === null || residualDf < 1) return null
  const noncentrality = effect / (sigma * contrast.standardError)
  return tTestPower({ noncentrality, df: residualDf, alpha: powerAlpha })
}
