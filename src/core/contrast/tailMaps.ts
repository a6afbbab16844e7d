import type { MapKind } from './mapKind.ts'
import { tTable } from './tTable.ts'

/** Kinds of maps that follow from t and its degrees of freedom alone. */
export type TailKind = Extract<MapKind, 'p' | 'z'>

/** p (one-sided) or z of a value of t; z follows nilearn's clipping (0.12.1, `contrasts.py`). */
export function tailOf(kind: TailKind, df: number): (t: number) => number {
  const { upperTail, score } = tTable(df)
  return kind === 'p' ? upperTail : score
}
