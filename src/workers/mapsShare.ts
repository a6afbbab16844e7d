import type { MapKind } from '../core/contrast/mapKind.ts'
import { joinArrays } from '../core/math/joinArrays.ts'
import type { MapsShare } from '../protocol/fitContract.ts'

/** The maps of one slab. */
export interface MapsPart {
  readonly maps: Partial<Record<MapKind, Float64Array>>
  readonly commonUnitFactor: Float64Array
}

/** The slabs' maps end to end; a kind that the contrast does not define is absent. */
export function joinShares(
  parts: readonly MapsPart[],
  kinds: readonly MapKind[],
): Omit<MapsShare, 'partSizes'> {
  const maps = new Map<MapKind, Float64Array>()
  for (const kind of kinds) {
    const pieces = parts.map((part) => part.maps[kind]).filter((piece) => piece !== undefined)
    if (pieces.length > 0 && pieces.length === parts.length) maps.set(kind, joinArrays(pieces))
  }
  return { maps, commonUnitFactor: joinArrays(parts.map((part) => part.commonUnitFactor)) }
}
