import { areEqual } from '../core/math/areEqual.ts'
import { isCancelled } from '../protocol/progress.ts'
import type { DataSettings, SeriesOf } from '../protocol/runContract.ts'
import { abortable } from './abortable.ts'
import type { Job } from './appState.ts'
import { newJobId, stopJob, type Engine } from './engine.ts'
import { findingOf } from './findingOf.ts'
import { dataKeyOf } from './preparedData.ts'
import type { AppStore } from './store.ts'

/** Series at the crosshair of a run of which none are kept. */
export interface VoxelSeriesReader {
  /** The series of `voxels` (ascending), from the file unless they were read last. Rejects when it is stopped. */
  read(settings: DataSettings, voxels: Int32Array): Promise<SeriesOf>
  /** Ends what is being read, and what was said of it: another place is looked at. */
  stop(): void
}

interface Known {
  readonly runId: number
  readonly dataKey: string
  readonly voxels: Int32Array
  readonly series: Promise<SeriesOf>
}

/** Both panes' data at one place. */
const mostKnown = 2

/** A reader that says in the state how far it is; a user who cancels there ends the reading. */
export function createVoxelSeriesReader(store: AppStore, engine: Engine): VoxelSeriesReader {
  let known: Known[] = []
  const underWay = new Set<AbortController>()

  function abort(): void {
    for (const controller of underWay) controller.abort()
  }

  store.subscribe(({ voxelReading }, previous) => {
    if (voxelReading !== previous.voxelReading && voxelReading.status === 'cancelled') abort()
  })

  async function fromFile(settings: DataSettings, voxels: Int32Array): Promise<SeriesOf> {
    const controller = new AbortController()
    const jobId = newJobId()
    const { signal } = controller
    underWay.add(controller)
    const say = (voxelReading: Job): void => {
      if (!signal.aborted) store.setState({ voxelReading })
    }
    say({ status: 'running', progress: null })
    try {
      const reading = engine.run.series({ settings, voxels }, jobId, (progress) => {
        say({ status: 'running', progress })
      })
      const series = await abortable(signal, reading, () => {
        stopJob(engine.run, jobId)
      })
      say({ status: 'idle' })
      return series
    } catch (error) {
      if (!isCancelled(error)) say({ status: 'failed', finding: findingOf(error) })
      throw error
    } finally {
      underWay.delete(controller)
    }
  }

  return {
    read(settings, voxels) {
      const runId = store.getState().run?.id ?? 0
      const dataKey = dataKeyOf(settings)
      const before = known.find(
        (each) => each.runId === runId && each.dataKey === dataKey && areEqual(each.voxels, voxels),
      )
      const now = before ?? { runId, dataKey, voxels, series: fromFile(settings, voxels) }
      known = [now, ...known.filter((each) => each !== now)].slice(0, mostKnown)
      now.series.catch(() => {
        known = known.filter((each) => each !== now)
      })
      return now.series
    },
    stop() {
      abort()
      if (store.getState().voxelReading.status !== 'idle')
        store.setState({ voxelReading: { status: 'idle' } })
    },
  }
}
