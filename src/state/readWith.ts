import { Cancelled, type OnProgress } from '../protocol/progress.ts'
import { abortable } from './abortable.ts'
import { newJobId, stopJob, type Engine } from './engine.ts'
import type { SecondTries } from './secondTries.ts'
import type { AppStore } from './store.ts'

/** What reading in the run's worker needs. */
export interface ReadingPlace {
  readonly store: AppStore
  readonly engine: Pick<Engine, 'run'>
  readonly secondTries: SecondTries
}

type Read<T> = (jobId: number, onProgress: OnProgress) => Promise<T>

/** `readOnce`, and once more where the worker ends. */
export function readWith<T>(place: ReadingPlace, signal: AbortSignal, read: Read<T>): Promise<T> {
  return place.secondTries.run('run', () => readOnce(place, signal, read))
}

/**
 * A job of the run's worker that reads files: its progress is that of loading; when the signal aborts it rejects at once
 * with `Cancelled` and the worker is told.
 */
export function readOnce<T>(
  { store, engine }: Omit<ReadingPlace, 'secondTries'>,
  signal: AbortSignal,
  read: Read<T>,
): Promise<T> {
  if (signal.aborted) return Promise.reject(new Cancelled())
  const jobId = newJobId()
  let isReading = true
  // Reports travel on a port of their own: the last may come after the answer.
  const onProgress: OnProgress = (progress) => {
    if (isReading && !signal.aborted) store.setState({ loading: { status: 'running', progress } })
  }
  return abortable(signal, read(jobId, onProgress), () => stopJob(engine.run, jobId)).finally(() => {
    isReading = false
  })
}
