import { agreement } from '../core/compare/agreement.ts'
import { pairMaps } from '../core/compare/difference.ts'
import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { MapKind } from '../core/contrast/mapKind.ts'
import { contrastRows } from '../core/contrast/weights.ts'
import type { SpmMat } from '../core/formats/spmMat.ts'
import { spmContrasts } from '../core/pipeline/spmContrasts.ts'
import { spmDesignColumns } from '../core/pipeline/spmColumns.ts'
import { specDifferences } from '../core/pipeline/specDifferences.ts'
import { ontoGrid } from '../core/volume/ontoGrid.ts'
import { panes, type AppState, type Pane } from './appState.ts'
import { newJobId, type Engine } from './engine.ts'
import { joinedMap } from './joinedShares.ts'
import type { MapFile } from './mapLibrary.ts'
import { fitOf, type FittedResult } from './paneResult.ts'
import { spaceOf } from './space.ts'
import type { AppStore } from './store.ts'

/** How near a refit comes to one of SPM's own images, over the voxels of both. */
export interface FileAgreement {
  readonly fileName: string
  /** Such as `beta 1, movement` or `t of movement`. */
  readonly what: string
  readonly voxels: number
  /** Voxels that only the file, or only the refit, has. */
  readonly onlyFile: number
  readonly onlyRefit: number
  /** Largest |refit - file|. */
  readonly largest: number
  /** That, relative to the largest |file|. */
  readonly relative: number
  readonly r: number
}

/** How near the refit of a dropped SPM.mat comes to SPM's images. */
export interface SpmCheck {
  readonly pane: Pane
  /** Of the fit that was compared. */
  readonly fitId: string
  readonly rows: readonly FileAgreement[]
}

/** What of the state the comparison depends on. */
interface Wanted {
  readonly pane: Pane
  readonly fit: FittedResult
  readonly files: readonly MapFile[]
  readonly spm: SpmMat
}

/** Compares a refit of the dropped SPM.mat with SPM's own images whenever there are both. Returns a stop. */
export function startSpmCheck(store: AppStore, engine: Engine): () => void {
  let last: Wanted | null = null

  async function look(): Promise<void> {
    const state = store.getState()
    const wanted = wantedOf(state)
    if (wanted === null) {
      last = null
      if (state.spmCheck !== null) store.setState({ spmCheck: null })
      return
    }
    if (last !== null && isSame(last, wanted)) return
    last = wanted
    const rows = await rowsOf(state, engine, wanted).catch(() => null)
    // A fit that a worker has forgotten meanwhile is on its way again.
    if (last !== wanted) return
    if (rows === null) last = null
    else store.setState({ spmCheck: { pane: wanted.pane, fitId: wanted.fit.fitId, rows } })
  }

  const unsubscribe = store.subscribe(() => void look())
  void look()
  return unsubscribe
}

function wantedOf(state: AppState): Wanted | null {
  const { models, maps } = state
  const { spm } = models
  const files = maps.files.filter(({ statMap }) => statMap.tool === 'spm12' && statMap.number !== null)
  if (spm === null || files.length === 0) return null
  for (const pane of panes) {
    const fit = fitOf(state.panes[pane].shown)
    if (fit !== null && specDifferences(fit.spec, spm.analysis.spec).length === 0)
      return { pane, fit, files, spm: spm.spm }
  }
  return null
}

function isSame(one: Wanted, other: Wanted): boolean {
  return (
    one.pane === other.pane &&
    one.fit.fitId === other.fit.fitId &&
    one.files.length === other.files.length &&
    one.files.every((file, i) => file === other.files[i])
  )
}

async function rowsOf(
  state: AppState,
  engine: Engine,
  { fit, files, spm }: Wanted,
): Promise<readonly FileAgreement[]> {
  const grid = spaceOf(state)?.grid
  if (grid === undefined) return []
  const rows: FileAgreement[] = []
  for (const file of files) {
    const asked = askedOf(file, spm)
    if (asked === null) continue
    const values = await refitMap(engine, fit, asked)
    const { values: own, covered, method } = ontoGrid(file, grid, 'linear')
    if (values === null || method === 'linear') continue
    const inFile = Int32Array.from(covered.keys()).filter((voxel) => covered[voxel] === 1)
    const pairs = pairMaps(
      { voxels: fit.voxels, values },
      { voxels: inFile, values: Float64Array.from(inFile, (voxel) => own[voxel] ?? NaN) },
    )
    const largest = pairs.a.reduce((most, value, v) => Math.max(most, Math.abs(value - (pairs.b[v] ?? 0))), 0)
    const scale = pairs.b.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    rows.push({
      fileName: file.name,
      what: asked.what,
      voxels: pairs.voxels.length,
      onlyRefit: pairs.onlyA,
      onlyFile: pairs.onlyB,
      largest,
      relative: largest / scale,
      r: agreement(pairs).r,
    })
  }
  return rows
}

/** What a refit is asked for to be compared with a file. */
interface Asked {
  readonly contrast: ContrastSpec
  readonly kind: MapKind
  readonly what: string
}

function askedOf({ kind, statMap }: MapFile, spm: SpmMat): Asked | null {
  const number = statMap.number ?? 0
  if (kind === 'beta') {
    const column = spmDesignColumns(spm)[number - 1]
    if (column === undefined) return null
    const contrast: ContrastSpec = { kind: 't', weights: { [column.name]: 1 } }
    return { contrast, kind: 'effect', what: `beta ${String(number)}, ${column.name}` }
  }
  const known = spm.contrasts[number - 1]
  const named = known === undefined ? undefined : spmContrasts({ ...spm, contrasts: [known] })[0]
  if (named === undefined || (kind !== 'effect' && kind !== 't' && kind !== 'F')) return null
  return { contrast: named.contrast, kind, what: `${kind} of ${named.name}` }
}

async function refitMap(engine: Engine, fit: FittedResult, asked: Asked): Promise<Float64Array | null> {
  const names = fit.design.columns.map(({ name }) => name)
  const contrast = contrastRows(asked.contrast, names)
  const shares = await Promise.all(
    engine.fits.map((worker) => worker.maps({ fitId: fit.fitId, contrast, kinds: [asked.kind] }, newJobId())),
  )
  return joinedMap(shares, asked.kind)
}
