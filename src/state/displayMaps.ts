import { valueAtRank } from '../core/math/selectValue.ts'
import type { MapKind } from '../core/contrast/mapKind.ts'
import { voxelCountOf } from '../core/volume/rawVolumes.ts'
import type { AppState, Pane, Units } from './appState.ts'
import type { DisplayMap } from './display.ts'
import { joinArrays } from '../core/math/joinArrays.ts'
import { memoizePerKey } from './memo.ts'
import { at, commonVoxels, paneValues, statisticValues } from './paneMap.ts'
import type { PaneResult } from './paneResult.ts'
import { unitOf } from './resultUnits.ts'
import { spaceOf, type Space, type SpaceSource } from './space.ts'
import { isSigned } from './units.ts'

export type Viewer = Pane | 'difference'

/** Share of voxels whose |value| lies within the automatic colour scale. */
const rangeShare = 0.98

/** A map over some voxels before it is laid out on the grid. */
export interface VoxelMap {
  readonly kind: MapKind
  readonly unit: string
  readonly voxels: Int32Array
  readonly values: Float64Array
  /** Per voxel, relative to the threshold: 1 or more passes. */
  readonly strength: Float64Array
  readonly isSigned: boolean
}

/** What a viewer shows, on the grid of the run or of the maps; null while there is nothing to show. */
export function displayMap(state: AppState, viewer: Viewer): DisplayMap | null {
  const space = spaceOf(state)
  const map = voxelMap(state, viewer)
  if (space === null || map === null) return null
  return laidOut(viewer, map, space, displayRange(state, viewer))
}

/** The part of the state that says what is shown. */
export type Shown = SpaceSource & Pick<AppState, 'panes' | 'view'>

/** What a viewer shows, over its voxels. */
export function voxelMap(state: Shown, viewer: Viewer): VoxelMap | null {
  const { view, panes } = state
  if (viewer === 'difference') {
    const a = voxelMap(state, 'a')
    const b = voxelMap(state, 'b')
    return a === null || b === null ? null : differenceOf('difference', a, b)
  }
  const plain = paneMap(viewer, panes[viewer].shown, spaceOf(state), view.map, view.units)
  return judgedMap(viewer, plain, panes[viewer].shown, view.thresholdOn, view.thresholdAbs)
}

type PlainMap = Omit<VoxelMap, 'strength'>

const paneMap = memoizePerKey(
  (result: PaneResult | null, space: Space | null, kind: MapKind, units: Units): PlainMap | null => {
    const values = result === null || space === null ? null : paneValues(result, space, kind, units)
    if (result === null || values === null) return null
    const unit = unitOf(result, kind, units)
    return { kind, unit, voxels: result.voxels, values, isSigned: isSigned(kind) }
  },
)

const judgedMap = memoizePerKey(
  (
    map: PlainMap | null,
    result: PaneResult | null,
    thresholdOn: 't' | 'shown',
    thresholdAbs: number,
  ): VoxelMap | null => {
    if (map === null || result === null) return null
    const judged = thresholdOn === 't' ? statisticValues(result) : map.values
    return { ...map, strength: strengthOf(judged ?? map.values, thresholdAbs) }
  },
)

function strengthOf(values: Float64Array, thresholdAbs: number): Float64Array {
  if (!(thresholdAbs > 0)) return new Float64Array(values.length).fill(1)
  return values.map((value) => Math.abs(value) / thresholdAbs)
}

/** A − B over the voxels of both; a voxel is strong where either is. */
const differenceOf = memoizePerKey((a: VoxelMap, b: VoxelMap): VoxelMap => {
  const common = commonVoxels(a.voxels, b.voxels)
  const [valuesA, valuesB] = [at(a.values, common.inA), at(b.values, common.inB)]
  const [strengthA, strengthB] = [at(a.strength, common.inA), at(b.strength, common.inB)]
  return {
    kind: a.kind,
    unit: a.unit === b.unit ? a.unit : 'units differ',
    voxels: common.voxels,
    values: valuesA.map((value, v) => value - (valuesB[v] ?? 0)),
    strength: strengthA.map((value, v) => Math.max(value, strengthB[v] ?? 0)),
    isSigned: true,
  }
})

/** Half-width of a viewer's colour scale: the user's, or the 98th percentile of what shares the scale. */
function displayRange(state: AppState, viewer: Viewer): number {
  const { view } = state
  if (viewer === 'difference')
    return view.rangeDifference ?? percentileRange(viewer, voxelMap(state, viewer), null)
  if (view.rangeMaps !== null) return view.rangeMaps
  const a = voxelMap(state, 'a')
  const b = voxelMap(state, 'b')
  const own = viewer === 'a' ? a : b
  const sharesUnits = a === null || b === null || a.unit === b.unit
  return sharesUnits ? percentileRange('both', a, b) : percentileRange(viewer, own, null)
}

const percentileRange = memoizePerKey((first: VoxelMap | null, second: VoxelMap | null): number => {
  const maps = [first, second].flatMap((map) => (map === null ? [] : [map.values]))
  const sizes = joinArrays(maps.map((values) => values.filter((value) => !Number.isNaN(value)).map(Math.abs)))
  if (sizes.length === 0) return 1
  const range = valueAtRank(sizes, Math.min(sizes.length - 1, Math.floor(rangeShare * sizes.length)))
  return range > 0 ? range : valueAtRank(sizes, sizes.length - 1) || 1
})

const laidOut = memoizePerKey((map: VoxelMap, space: Space, range: number): DisplayMap => {
  const size = voxelCountOf(space.grid.dims)
  const volume = new Float32Array(size)
  const above = new Uint8Array(size)
  const strength = new Float32Array(size)
  const inMask = new Uint8Array(size)
  map.voxels.forEach((voxel, v) => {
    const relative = map.strength[v] ?? 0
    volume[voxel] = map.values[v] ?? 0
    strength[voxel] = relative
    above[voxel] = relative >= 1 ? 1 : 0
    inMask[voxel] = 1
  })
  return { kind: map.kind, unit: map.unit, volume, above, strength, inMask, range, isSigned: map.isSigned }
})
