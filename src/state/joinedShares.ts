import type { MapKind } from '../core/contrast/mapKind.ts'
import { joinArrays } from '../core/math/joinArrays.ts'
import type { MapsShare } from '../protocol/fitContract.ts'

/** The workers' shares of a map in the order of the voxels; null where the contrast does not define it. */
export function joinedMap(shares: readonly MapsShare[], kind: MapKind): Float64Array | null {
  // A worker without any of the voxels has no maps at all.
  const having = shares.filter(({ maps }) => maps.has(kind))
  return having.length === 0 ? null : joinedParts(having, ({ maps }) => maps.get(kind))
}

/** Per voxel what turns an effect into percent of voxel mean, in the order of the voxels. */
export function joinedFactors(shares: readonly MapsShare[]): Float64Array {
  return joinedParts(shares, ({ commonUnitFactor }) => commonUnitFactor)
}

/** Every part of a fit is shared by all workers: the first part's shares come first. */
function joinedParts(
  shares: readonly MapsShare[],
  of: (share: MapsShare) => Float64Array | undefined,
): Float64Array {
  const rest = shares.map((share) => ({ values: of(share) ?? new Float64Array(0), start: 0 }))
  const partCount = Math.max(0, ...shares.map(({ partSizes }) => partSizes.length))
  const pieces: Float64Array[] = []
  for (let part = 0; part < partCount; part++) {
    rest.forEach((share, i) => {
      const end = share.start + (shares[i]?.partSizes[part] ?? 0)
      pieces.push(share.values.subarray(share.start, end))
      share.start = end
    })
  }
  return joinArrays(pieces)
}
