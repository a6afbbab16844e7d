import { voxelsWithin } from '../core/volume/sphere.ts'
import type { VoxelFit } from '../core/glm/voxelFit.ts'
import type { SeriesSum } from '../protocol/fitContract.ts'
import type { SeriesOf } from '../protocol/runContract.ts'
import { panes, type AppState, type LoadedRun, type Pane } from './appState.ts'
import type { Engine } from './engine.ts'
import { dataSettings } from './fitPane.ts'
import { fitOf, type FittedResult } from './paneResult.ts'
import { crosshairVoxel, positionOf } from './readouts.ts'
import type { AppStore } from './store.ts'
import { createVoxelSeriesReader, type VoxelSeriesReader } from './voxelSeriesReader.ts'
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
  const reader = createVoxelSeriesReader(store, engine)

  function look(): void {
    const wanted = wantedOf(store.getState())
    if (wanted === null) {
      if (store.getState().voxelReading.status === 'running') giveUp()
      return
    }
    if (asked !== null && isSame(asked, wanted)) return
    const before = asked
    asked = wanted
    waiting = wanted
    // What is being read for another place is no longer wanted. It tells the state, of which this hears at once.
    if (before !== null && !isSamePlace(before, wanted)) reader.stop()
    if (!isBusy) void work()
  }

  /** Nobody looks any more: who comes back asks anew. */
  function giveUp(): void {
    asked = null
    waiting = null
    reader.stop()
  }

  async function work(): Promise<void> {
    isBusy = true
    while (waiting !== null) {
      const next = waiting
      waiting = null
      const plot = await answer(store.getState(), { engine, reader }, next).catch(() => null)
      if (plot !== null) store.setState({ voxel: plot })
      // A fit that a worker has forgotten meanwhile is on its way again; it will change what is wanted. What the user cancelled
      // or cannot be read is not tried again at the same place.
      else if (asked === next && !hasEnded(store.getState().voxelReading)) asked = null
    }
    isBusy = false
  }

  const unsubscribe = store.subscribe(look)
  look()
  return () => {
    reader.stop()
    unsubscribe()
  }
}

function hasEnded({ status }: AppState['voxelReading']): boolean {
  return status === 'cancelled' || status === 'failed'
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
  return isSamePlace(one, other) && panes.every((pane) => one.results[pane] === other.results[pane])
}

function isSamePlace({ place }: Wanted, other: Wanted | null): boolean {
  return place.voxel === other?.place.voxel && place.radiusMm === other.place.radiusMm
}

/** Where numbers at a voxel come from. */
interface Sources {
  readonly engine: Engine
  readonly reader: VoxelSeriesReader
}

async function answer(state: AppState, sources: Sources, wanted: Wanted): Promise<VoxelPlot | null> {
  const { run } = state
  if (run === null) return null
  const started = performance.now()
  const { voxel, radiusMm } = wanted.place
  const voxels = radiusMm > 0 ? voxelsWithin(run.summary.grid, voxel, radiusMm) : Int32Array.of(voxel)
  const [a, b] = await Promise.all(
    panes.map((pane) => {
      const result = wanted.results[pane]
      return result === null ? Promise.resolve(null) : placed(sources, run, result, voxels)
    }),
  )
  return {
    place: wanted.place,
    fits: { a: a ?? null, b: b ?? null },
    milliseconds: performance.now() - started,
  }
}

async function placed(
  { engine, reader }: Sources,
  { summary }: LoadedRun,
  result: FittedResult,
  wanted: Int32Array,
): Promise<PlacedFit> {
  const voxels = wanted.filter((voxel) => positionOf(result.voxels, voxel) >= 0)
  const [only] = voxels
  if (only === undefined) return { result, voxelCount: 0, fit: null, mean: null }
  const discardScans = summary.scanCount - result.design.matrix.rows
  const settings = dataSettings({ spec: result.spec, discardScans })
  const read = (): Promise<SeriesOf> => reader.read(settings, wanted)
  if (wanted.length === 1) {
    const fit = await voxelFit(engine, result, only)
    const isElsewhere = fit === null && summary.kept.kind === 'nothing'
    return {
      ...{ result, voxelCount: 1, mean: null },
      fit: isElsewhere ? await voxelFit(engine, result, only, await read()) : fit,
    }
  }
  const sums = await seriesSums(engine, result, voxels)
  const isElsewhere = countOf(sums) < voxels.length && summary.kept.kind === 'nothing'
  return meanFit(engine, result, isElsewhere ? await seriesSums(engine, result, voxels, await read()) : sums)
}

async function voxelFit(
  { fits }: Engine,
  { fitId }: FittedResult,
  voxel: number,
  given?: SeriesOf,
): Promise<VoxelFit | null> {
  const answers = await Promise.all(fits.map((worker) => worker.voxelFit(fitId, voxel, given)))
  return answers.find((fit) => fit !== null) ?? null
}

function seriesSums(
  { fits }: Engine,
  { fitId }: FittedResult,
  voxels: Int32Array,
  given?: SeriesOf,
): Promise<SeriesSum[]> {
  return Promise.all(fits.map((worker) => worker.seriesSum(fitId, voxels, given)))
}

function countOf(sums: readonly SeriesSum[]): number {
  return sums.reduce((total, { count }) => total + count, 0)
}

/** The fit of the mean modelled series of some voxels. Its percent are of the voxels' mean signal: where units are a voxel's own percent, that mean is 1 % each. */
async function meanFit(
  engine: Engine,
  result: FittedResult,
  shares: readonly SeriesSum[],
): Promise<PlacedFit> {
  const count = countOf(shares)
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
