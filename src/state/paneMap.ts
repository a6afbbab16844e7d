import type { MapKind } from '../core/contrast/mapKind.ts'
import type { Units } from './appState.ts'
import { memoizeLast } from './memo.ts'
import type { PaneResult } from './paneResult.ts'
import { hasMapOf, mapOf, mapValueAt } from './resultMaps.ts'
import type { Space } from './space.ts'
import { conversionPower } from './units.ts'

/** A pane's map over its voxels in the chosen units; null where the contrast does not define it. */
export function paneValues(
  result: PaneResult,
  space: Space,
  kind: MapKind,
  units: Units,
): Float64Array | null {
  const values = estimatedValues(result, space, kind)
  const power = powerOf(result, kind, units)
  if (values === null || result.kind === 'imported' || power === 0) return values
  return values.map((value, v) => value * (result.commonUnitFactor[v] ?? 0) ** power)
}

/** One value of an estimated map in the chosen units; null where the contrast does not define it. */
export function paneValueAt(
  result: PaneResult,
  kind: MapKind,
  units: Units,
  position: number,
): number | null {
  const value = mapValueAt(result, kind, position)
  const power = powerOf(result, kind, units)
  if (value === undefined || result.kind === 'imported' || power === 0) return value ?? null
  return value * (result.commonUnitFactor[position] ?? 0) ** power
}

/** Units of maps from files cannot be changed: nothing states the voxels' means. */
function powerOf(result: PaneResult, kind: MapKind, units: Units): number {
  if (result.kind === 'imported') return 0
  return units === 'percent-of-voxel-mean' ? conversionPower(kind) : 0
}

/** A pane's map as estimated or as its file has it; the mean and the mask come from the run and the voxels. */
export function estimatedValues(result: PaneResult, space: Space, kind: MapKind): Float64Array | null {
  switch (kind) {
    case 'mean':
      return space.mean === null ? null : at(space.mean, result.voxels)
    case 'mask':
      return new Float64Array(result.voxels.length).fill(1)
    case 'effect':
    case 'standard-error':
    case 'variance':
    case 't':
    case 'F':
    case 'z':
    case 'p':
    case 'r-squared':
    case 'residual-sd':
    case 'noise-rho':
      return mapOf(result, kind) ?? null
  }
}

/** Whether `estimatedValues` has something to give: asked of every kind at once, most of which are never looked at. */
export function hasMap(result: PaneResult, space: Space, kind: MapKind): boolean {
  if (kind === 'mean') return space.mean !== null
  return kind === 'mask' || hasMapOf(result, kind)
}

/** The statistic a threshold on |t| looks at: t, or F for an F contrast. */
export function statisticValues(result: PaneResult): Float64Array | null {
  return result.maps.get('t') ?? result.maps.get('F') ?? null
}

/** Positions in `a` and in `b` of the voxels that both have; both ascending. */
export interface CommonVoxels {
  readonly voxels: Int32Array
  readonly inA: Int32Array
  readonly inB: Int32Array
  readonly onlyA: number
  readonly onlyB: number
}

/** The voxels that two results share. */
export const commonVoxels = memoizeLast((a: Int32Array, b: Int32Array): CommonVoxels => {
  const room = Math.min(a.length, b.length)
  const [voxels, inA, inB] = [new Int32Array(room), new Int32Array(room), new Int32Array(room)]
  let count = 0
  for (let i = 0, j = 0; i < a.length; i++) {
    const voxel = a[i] ?? 0
    while (j < b.length && (b[j] ?? Infinity) < voxel) j++
    if (b[j] !== voxel) continue
    voxels[count] = voxel
    inA[count] = i
    inB[count] = j
    count++
  }
  return {
    voxels: voxels.slice(0, count),
    inA: inA.slice(0, count),
    inB: inB.slice(0, count),
    onlyA: a.length - count,
    onlyB: b.length - count,
  }
})

/** The values at some positions, in their order. */
export function at(values: ArrayLike<number>, positions: Int32Array): Float64Array {
  // A loop rather than `from` with a function: this is asked of every voxel while the page waits.
  const found = new Float64Array(positions.length)
  for (let i = 0; i < found.length; i++) found[i] = values[positions[i] ?? 0] ?? 0
  return found
}
