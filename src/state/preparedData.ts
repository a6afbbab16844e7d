import { areEqual } from '../core/math/areEqual.ts'
import type { DataSettings, KeptRun } from '../protocol/runContract.ts'
import type { OnProgress } from '../protocol/progress.ts'
import type { Engine } from './engine.ts'
import { createVoxelGroups, type VoxelGroups } from './voxelGroups.ts'

/** Knows which voxels the fitting workers hold, and has the run's worker send what is missing. */
export interface PreparedData {
  /** Whether series stay; where they do not, the file is read for one group of voxels after another. */
  readonly keepsSeries: boolean
  /**
   * Makes sure that every voxel is held under `dataKeyOf(settings)`. Calls wait for each other. Where series do not stay there
   * is nothing to be done before `visit`.
   */
  ensure(settings: DataSettings, voxels: Int32Array, jobId: number, onProgress: OnProgress): Promise<void>
  /**
   * Has work done on voxels: at once on all where series stay (`ensure` comes first), or else on one group after another.
   * Answers with what came of it, in the order of the voxels.
   */
  readonly visit: VoxelGroups['visit']
  /** Forgets what was held: the workers are others or, where `kept` is given, the run is. */
  reset(kept?: KeptRun): void
  /** Resolves when nothing is being sent. */
  settled(): Promise<void>
}

/** Names a set of modelled data among those of the present run. */
export function dataKeyOf({ discardScans, smoothing, scaledPerVolume }: DataSettings): string {
  const cast = smoothing.castToFileType === true ? 'cast' : 'kept'
  return `${String(discardScans)}|${String(smoothing.fwhmMm)}|${cast}|${String(scaledPerVolume)}`
}

/** No data held yet. */
export function createPreparedData(engine: Engine): PreparedData {
  let held = new Map<string, Int32Array>()
  let queue: Promise<unknown> = Promise.resolve()
  let groups: VoxelGroups | null = null

  async function prepare(
    settings: DataSettings,
    voxels: Int32Array,
    jobId: number,
    onProgress: OnProgress,
  ): Promise<void> {
    const dataKey = dataKeyOf(settings)
    const ofThisRun = held
    const known = held.get(dataKey) ?? new Int32Array(0)
    const all = union(known, voxels)
    if (all.length === known.length) return
    await engine.ready
    await engine.run.prepare({ dataKey, settings, voxels: all }, jobId, onProgress)
    ofThisRun.set(dataKey, all)
  }

  return {
    get keepsSeries() {
      return groups === null
    },
    ensure(settings, voxels, jobId, onProgress) {
      if (groups !== null) return Promise.resolve()
      const mine = queue.then(() => prepare(settings, voxels, jobId, onProgress))
      queue = mine.catch(() => undefined)
      return mine
    },
    async visit(wanted, job, work) {
      if (groups !== null) return groups.visit(wanted, job, work)
      const { voxels } = wanted
      return [await work({ voxels, index: 0, count: 1, onProgress: job.onProgress })]
    },
    reset(kept) {
      held = new Map()
      // What was on its way to a worker that has ended never arrives.
      queue = Promise.resolve()
      groups?.reset()
      if (kept !== undefined)
        groups = kept.kind === 'nothing' ? createVoxelGroups(engine, kept.groupVoxels) : null
    },
    async settled() {
      await queue
    },
  }
}

/** The numbers in either of two ascending arrays, ascending. */
export function union(a: Int32Array, b: Int32Array): Int32Array {
  if (b.length === 0 || areEqual(a, b)) return a
  if (a.length === 0) return b
  const result = new Int32Array(a.length + b.length)
  let i = 0
  let j = 0
  let count = 0
  while (i < a.length || j < b.length) {
    const left = a[i] ?? Infinity
    const right = b[j] ?? Infinity
    result[count++] = Math.min(left, right)
    if (left <= right) i++
    if (right <= left) j++
  }
  return result.slice(0, count)
}
