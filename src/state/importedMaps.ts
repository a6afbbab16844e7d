import type { MapKind } from '../core/contrast/mapKind.ts'
import type { Finding } from '../core/finding.ts'
import { voxelSizesMm } from '../core/volume/affine.ts'
import type { Grid } from '../core/volume/grid.ts'
import { gridRelation } from '../core/volume/gridRelation.ts'
import { ontoGrid, type MapOnGrid } from '../core/volume/ontoGrid.ts'
import type { AppState, Pane } from './appState.ts'
import { withDerivedMaps, type OriginatedMap } from './derivedMaps.ts'
import type { MapFile, MapPlacement } from './mapLibrary.ts'
import { otherGrid, outsideGrid } from './mapFindings.ts'
import { mapSets, panelKind, setOf, type MapSet } from './mapSets.ts'
import { memoizePerKey } from './memo.ts'
import type { ImportedResult } from './paneResult.ts'
import { spaceOf, type Space } from './space.ts'

/** What a pane whose maps come from files shows, or why it cannot. */
export type ImportedMaps =
  | { readonly kind: 'shown'; readonly result: ImportedResult }
  | { readonly kind: 'refused'; readonly finding: Finding }

/** What nothing states the unit of. */
const unknownUnit = 'units of the file'

/** The maps of a pane's set on the grid that is shown; null for a pane that is fitted. */
export function importedMaps(
  state: Pick<AppState, 'run' | 'maps' | 'sources'>,
  pane: Pane,
): ImportedMaps | null {
  const source = state.sources[pane]
  const space = spaceOf(state)
  if (source.kind === 'fitted' || space === null) return null
  const set = mapSets(state.maps.files).find(({ id }) => id === source.setId)
  if (set === undefined) return null
  const files = sameFiles(pane, ...set.files)
  const other = onOtherGrid(files, space)
  return other !== null && state.maps.otherGrids === 'refuse'
    ? refused(pane, other, space)
    : laidOut(pane, set.id, files, space)
}

/** The same list for the same files, whatever else is dropped or taken out. */
const sameFiles = memoizePerKey((...files: readonly MapFile[]) => files)

function onOtherGrid(files: readonly MapFile[], space: Space): MapFile | null {
  return files.find(({ grid }) => gridRelation(grid, space.grid).kind === 'other') ?? null
}

const refused = memoizePerKey((other: MapFile, space: Space): ImportedMaps => ({
  kind: 'refused',
  finding: otherGrid(other, space.grid),
}))

const laidOut = memoizePerKey((id: string, files: readonly MapFile[], space: Space): ImportedMaps => {
  const placed = files.map((file) => ({ file, on: ontoGrid(file, space.grid, 'linear') }))
  const voxels = reached(placed.map(({ on }) => on))
  if (voxels.length === 0) return { kind: 'refused', finding: outsideGrid(files) }
  const placement = placementOf(onOtherGrid(files, space), placed, space.grid)
  return { kind: 'shown', result: resultOf(setOf(id, files), placed, { space, voxels, placement }) }
})

interface Placed {
  readonly file: MapFile
  readonly on: MapOnGrid
}

/** Every voxel that any of the maps reaches, ascending. */
function reached(maps: readonly MapOnGrid[]): Int32Array {
  const voxels: number[] = []
  const count = maps[0]?.covered.length ?? 0
  for (let voxel = 0; voxel < count; voxel++) {
    if (maps.some(({ covered }) => covered[voxel] === 1)) voxels.push(voxel)
  }
  return Int32Array.from(voxels)
}

interface Layout {
  readonly space: Space
  readonly voxels: Int32Array
  readonly placement: MapPlacement
}

function resultOf(
  set: MapSet,
  placed: readonly Placed[],
  { space, voxels, placement }: Layout,
): ImportedResult {
  const given = new Map<MapKind, OriginatedMap>()
  for (const { file, on } of placed) {
    const kind = panelKind(file.kind)
    if (kind !== null) given.set(kind, originated(file, valuesAt(on, voxels)))
  }
  const maps = withDerivedMaps(given)
  return {
    kind: 'imported',
    setId: set.id,
    key: `${space.id}|${set.id}`,
    files: set.files.map(({ name }) => name),
    title: set.title,
    contrastText: set.contrast,
    voxels,
    maps: new Map([...maps].map(([kind, { values }]) => [kind, values])),
    origins: new Map([...maps].map(([kind, { origin }]) => [kind, origin])),
    df: set.df,
    unit: unknownUnit,
    placement,
  }
}

/** What a file shows; SPM's ResMS as the standard deviation that panes show. */
function originated({ kind, name }: MapFile, values: Float64Array): OriginatedMap {
  if (kind !== 'residual-variance') return { values, origin: name }
  return { values: values.map(Math.sqrt), origin: `square root of ${name}` }
}

/** Where another map of the set has a value, a 0 of this one is a value too: a p of 0 is one. */
function valuesAt({ values, covered, method }: MapOnGrid, voxels: Int32Array): Float64Array {
  const isExact = method === 'same' || method === 'reordered'
  return Float64Array.from(voxels, (voxel) =>
    covered[voxel] === 1 || isExact ? (values[voxel] ?? NaN) : NaN,
  )
}

function placementOf(other: MapFile | null, placed: readonly Placed[], target: Grid): MapPlacement {
  const on = placed.find(({ file }) => file === other)?.on
  if (other === null || on === undefined) return { kind: 'own-grid' }
  const own = other.inside.reduce((sum, value) => sum + value, 0) * voxelVolume(other.grid)
  const share = Math.min(1, (on.coveredCount * voxelVolume(target)) / own)
  return { kind: 'resampled', dims: other.grid.dims, share }
}

function voxelVolume({ mmFromVoxel }: Grid): number {
  return voxelSizesMm(mmFromVoxel).reduce((product, size) => product * size, 1)
}
