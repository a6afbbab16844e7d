import { voxelsWithin } from '../core/volume/sphere.ts'
import { panes, type AppState, type Pane } from './appState.ts'
import type { Engine } from './engine.ts'
import { fitOf, type FittedResult } from './paneResult.ts'
import { crosshairVoxel, positionOf } from './readouts.ts'
import type { AppStore } from './store.ts'
import type { PlacedFit, VoxelPlace, VoxelPlot } from './voxelState.ts'

/** What a plot is of. */
interface Wanted {
  readonly place: VoxelPlace
  readonly results: Readonly<Record<Pane, FittedResult | null>>
}

/** Keeps the voxel plot at the crosshair while the Voxel tab is shown: one question at a time, the newest next. Returns a stop. */
export function startVoxelWatch(store: AppStore, engine: Engine): () => void {
  let asked: Wanted | null = null
  let waiting: Wanted | null = null
  let isBusy = false

  function look(): void {
    const wanted = wantedOf(store.getState())
    if (wanted === null || (asked !== null && isSame(asked, wanted))) return
    asked = wanted
    waiting = wanted
    if (!isBusy) void work()
  }

  async function work(): Promise<void> {
    isBusy = true
    while (waiting !== null) {
      const next = waiting
      waiting = null
      const plot = await answer(store.getState(), engine, next).catch(() => null)
      // A fit that a worker has forgotten meanwhile is on its way again; it will change what is wanted.
      if (plot !== null) store.setState({ voxel: plot })
      else asked = null
    }
    isBusy = false
  }

  const unsubscribe = store.subscribe(look)
  look()
  return unsubscribe
}

function wantedOf(state: AppState): Wanted | null {
  const voxel = state.view.tab === 'voxel' ? crosshairVoxel(state) : null
  if (voxel === null) return null
  const { a, b } = state.panes
  return {
    place: { voxel, radiusMm: state.view.voxelRadiusMm },
    results: { a: fitOf(a.shown), b: fitOf(b.shown) },
  }
}

function isSame(one: Wanted, other: Wanted): boolean {
  return (
    one.place.voxel === other.place.voxel &&
    one.place.radiusMm === other.place.radiusMm &&
    panes.every((pane) => one.results[pane] === other.results[pane])
  )
}

async function answer(state: AppState, engine: Engine, wanted: Wanted): Promise<VoxelPlot | null> {
  const { run } = state
  if (run === null) return null
  const started = performance.now()
  const { voxel, radiusMm } = wanted.place
  const voxels = radiusMm > 0 ? voxelsWithin(run.summary.grid, voxel, radiusMm) : Int32Array.of(voxel)
  const [a, b] = await Promise.all(panes.map((pane) => placed(engine, wanted.results[pane], voxels)))
  return {
    place: wanted.place,
    fits: { a: a ?? null, b: b ?? null },
    milliseconds: performance.now() - started,
  }
}

async function placed(
  engine: Engine,
  result: FittedResult | null,
  wanted: Int32Array,
): Promise<PlacedFit | null> {
  if (result === null) return null
  const voxels = wanted.filter((voxel) => positionOf(result.voxels, voxel) >= 0)
  const [only] = voxels
  if (only === undefined) return { result, voxelCount: 0, fit: null, mean: null }
  if (wanted.length === 1) {
    const answers = await Promise.all(engine.fits.map((worker) => worker.voxelFit(result.fitId, only)))
    return { result, voxelCount: 1, fit: answers.find((fit) => fit !== null) ?? null, mean: null }
  }
  return meanFit(engine, result, voxels)
}

/** The fit of the mean modelled series of some voxels. Its percent are of the voxels' mean signal: where units are a voxel's own percent, that mean is 1 % each. */
async function meanFit(engine: Engine, result: FittedResult, voxels: Int32Array): Promise<PlacedFit> {
  const shares = await Promise.all(engine.fits.map((worker) => worker.seriesSum(result.fitId, voxels)))
  const count = shares.reduce((total, share) => total + share.count, 0)
  const percentSum = shares.reduce((total, share) => total + share.percentSum, 0)
  const mean = new Float64Array(result.design.matrix.rows)
  for (const { sum } of shares) {
    sum.forEach((value, scan) => {
      mean[scan] = (mean[scan] ?? 0) + value / count
    })
  }
  const found = await engine.fits[0]?.fitSeries(result.fitId, mean, result.contrastRows)
  if (found === undefined) return { result, voxelCount: count, fit: null, mean: null }
  const { fit, statistic, p } = found
  return { result, voxelCount: count, fit, mean: { percentFactor: count / percentSum, statistic, p } }
}
