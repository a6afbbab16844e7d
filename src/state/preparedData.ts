import type { DataSettings } from '../protocol/runContract.ts'
import type { OnProgress } from '../protocol/progress.ts'
import type { Engine } from './engine.ts'

/** Knows which voxels the fitting workers hold, and has the run's worker send what is missing. */
export interface PreparedData {
  /** Makes sure that every voxel is held under `dataKeyOf(settings)`. Calls wait for each other. */
  ensure(settings: DataSettings, voxels: Int32Array, jobId: number, onProgress: OnProgress): Promise<void>
  /** Forgets what was held: another run is loaded. */
  reset(): void
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
    ensure(settings, voxels, jobId, onProgress) {
      const mine = queue.then(() => prepare(settings, voxels, jobId, onProgress))
      queue = mine.catch(() => undefined)
      return mine
    },
    reset() {
      held = new Map()
    },
    async settled() {
      await queue
    },
  }
}

/** The numbers in either of two ascending arrays, ascending. */
export function union(a: Int32Array, b: Int32Array): Int32Array {
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
