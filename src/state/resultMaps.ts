import type { MapKind } from '../core/contrast/mapKind.ts'
import { tailOf } from '../core/contrast/tailMaps.ts'
import type { PaneResult } from './paneResult.ts'

/**
 * The kinds of a t contrast that follow value by value from others, with the one they follow from: the workers do not make
 * them, since most are never looked at.
 */
const sources = { 'standard-error': 'variance', p: 't', z: 't' } as const
type FollowingKind = keyof typeof sources

const made = new WeakMap<PaneResult, Map<FollowingKind, Float64Array>>()

/** A result's map as estimated or as its file has it; undefined where its statistic does not define it or no file holds it. */
export function mapOf(result: PaneResult, kind: MapKind): Float64Array | undefined {
  const stored = result.maps.get(kind)
  if (stored !== undefined || !follows(result, kind)) return stored
  const known = made.get(result) ?? new Map<FollowingKind, Float64Array>()
  made.set(result, known)
  const values = known.get(kind) ?? result.maps.get(sources[kind])?.map(rule(result, kind))
  if (values !== undefined) known.set(kind, values)
  return values
}

/** Whether a result has a map, without making it. */
export function hasMapOf(result: PaneResult, kind: MapKind): boolean {
  return result.maps.has(kind) || (follows(result, kind) && result.maps.has(sources[kind]))
}

/** A map's value at one of the result's voxels, by position. */
export function mapValueAt(result: PaneResult, kind: MapKind, position: number): number | undefined {
  const stored = result.maps.get(kind)?.[position]
  if (stored !== undefined || !follows(result, kind)) return stored
  const source = result.maps.get(sources[kind])?.[position]
  return source === undefined ? undefined : rule(result, kind)(source)
}

/** Files hold what they hold; and an F has no such simple rule. */
function follows(result: PaneResult, kind: MapKind): kind is FollowingKind {
  return result.kind === 'fitted' && result.df.length === 1 && kind in sources
}

function rule({ df }: PaneResult, kind: FollowingKind): (value: number) => number {
  return kind === 'standard-error' ? Math.sqrt : tailOf(kind, df[0] ?? NaN)
}

/** What the workers are to make of a contrast with so many rows: everything else follows. */
export function madeKinds(kinds: readonly MapKind[], contrastRows: number): MapKind[] {
  return contrastRows === 1 ? kinds.filter((kind) => !(kind in sources)) : [...kinds]
}
