import type { NiftiHeader } from './niftiHeader.ts'
import type { KnownOfMap } from './statMap.ts'

/** What the intent code of a NIfTI header says (nifti1.h); null where it says nothing of a statistic. */
export function knownByIntent({
  intentCode,
  intentParameters: [p1, p2],
}: Pick<NiftiHeader, 'intentCode' | 'intentParameters'>): KnownOfMap | null {
  const certain = { tool: null, confidence: 'certain' } as const
  const df = (...parameters: readonly number[]): readonly number[] =>
    parameters.every((parameter) => Number.isFinite(parameter) && parameter > 0) ? parameters : []
  switch (intentCode) {
    case 3:
      return { ...certain, kind: 't', degreesOfFreedom: df(p1) }
    case 4:
      return { ...certain, kind: 'F', degreesOfFreedom: df(p1, p2) }
    case 5:
      return { ...certain, kind: 'z' }
    case 22:
      return { ...certain, kind: 'p' }
    case 1001:
      return { ...certain, kind: 'effect' }
    case 1002:
    case 1003:
      return { ...certain, kind: 'labels' }
    default:
      // 2 is a correlation, 6 to 24 are other distributions, log p among them.
      return intentCode >= 2 && intentCode <= 24 ? { ...certain, kind: 'other' } : null
  }
}
