import type { MaskSpec } from '../src/core/pipeline/pipelineSpec.ts'
import type { DataSettings, ImageFiles } from '../src/protocol/runContract.ts'
import { newJobId, type Engine } from '../src/state/engine.ts'
import type { FitInputs } from '../src/state/fitInputs.ts'
import { fitPane } from '../src/state/fitPane.ts'
import { createPreparedData } from '../src/state/preparedData.ts'

/** Work that can be cancelled, by name. */
export type CancelStage =
  | 'reading'
  | 'reading in passes, other settings'
  | 'smoothing'
  | 'preparing series'
  | 'quality'
  | 'fit, nilearn AR(1)'
  | 'fit, SPM12 AR(1): pooling, ReML, fit'
  | 'fit in groups of voxels, SPM12 AR(1)'

/** How long a stage takes when it is left alone, and how long workers took to answer meanwhile, and all of them when it was cancelled. */
export interface CancelTimes {
  readonly fullMs: number
  /** The longest that any worker kept a message waiting while the stage ran to its end: where a cancel would be answered last. */
  readonly longestWaitMs: number
  /** One for each round that was cancelled before its end. */
  readonly answeredMs: readonly number[]
}

/** What is cancelled. */
export interface CancelSubject {
  readonly engine: Engine
  readonly image: ImageFiles
  /** Inputs of a fit that has not been made. */
  readonly freshInputs: (preset: 'nilearn' | 'SPM12') => FitInputs
}

const epi: MaskSpec = { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 }
const asInFile: DataSettings = { discardScans: 0, smoothing: { fwhmMm: 0 }, scaledPerVolume: false }
const unheard = (): void => undefined
const groupsOfVoxels = 3

/** Does the stage until its end or the signal. Each time with settings that nothing is remembered of. */
type Work = (signal: AbortSignal) => Promise<unknown>

function workOf(stage: CancelStage, subject: CancelSubject): Work {
  const { engine, image, freshInputs } = subject
  const inRun =
    (call: (jobId: number) => Promise<unknown>): Work =>
    (signal) => {
      const jobId = newJobId()
      signal.addEventListener('abort', () => void engine.run.cancel(jobId))
      return call(jobId)
    }
  switch (stage) {
    case 'reading':
      return inRun((jobId) => engine.run.load(image, jobId, unheard))
    case 'reading in passes, other settings':
      return inRun((jobId) => engine.run.mask(epi, discarding(), jobId, unheard))
    case 'smoothing':
      return inRun((jobId) => engine.run.mask(epi, smoothing(), jobId, unheard))
    case 'preparing series':
      return (signal) =>
        engine.run
          .mask(epi, asInFile)
          .then(({ voxels }) =>
            inRun((jobId) =>
              engine.run.prepare({ dataKey: 'cancelled', settings: asInFile, voxels }, jobId, unheard),
            )(signal),
          )
    case 'quality':
      return inRun((jobId) => engine.run.quality(jobId))
    case 'fit, nilearn AR(1)':
      return (signal) => fitAlone(subject, freshInputs('nilearn'), signal, null)
    case 'fit, SPM12 AR(1): pooling, ReML, fit':
      return (signal) => fitAlone(subject, freshInputs('SPM12'), signal, null)
    case 'fit in groups of voxels, SPM12 AR(1)':
      return async (signal) => {
        const { voxels } = await engine.run.mask(epi, asInFile)
        return fitAlone(subject, freshInputs('SPM12'), signal, Math.ceil(voxels.length / groupsOfVoxels))
      }
  }
}

let asked = 0
/** More settings than a run remembers what it found out about. */
const manySettings = 9

function discarding(): DataSettings {
  return { ...asInFile, discardScans: 1 + (asked++ % manySettings) }
}

function smoothing(): DataSettings {
  return { ...asInFile, smoothing: { fwhmMm: 6 + asked++ / 1e3 } }
}

function fitAlone(
  { engine }: CancelSubject,
  inputs: FitInputs,
  signal: AbortSignal,
  groupVoxels: number | null,
): Promise<unknown> {
  const prepared = createPreparedData(engine)
  const sizes = { storedBytes: 0, limitBytes: 0 }
  prepared.reset(
    groupVoxels === null ? { ...sizes, kind: 'whole' } : { ...sizes, kind: 'nothing', groupVoxels },
  )
  return fitPane(inputs, { engine, prepared, other: null, signal, onProgress: unheard })
}

/** Resolves when every worker has looked at its messages. */
async function allAnswer({ run, design, fits }: Engine): Promise<void> {
  await Promise.all([run, design, ...fits].map((worker) => worker.cancel(-1)))
}

/** How often each worker is sent a message while a stage runs. */
const askEveryMs = 20

/** Sends each worker a message as soon as the one before is answered, and a little later. Returns the longest wait when told to stop. */
function askMeanwhile({ run, design, fits }: Engine): () => Promise<number> {
  let isOver = false
  const asking = [run, design, ...fits].map(async (worker) => {
    let longest = 0
    while (!isOver) {
      const asked = performance.now()
      await worker.cancel(-1)
      longest = Math.max(longest, performance.now() - asked)
      await pause(askEveryMs)
    }
    return longest
  })
  return async () => {
    isOver = true
    return Math.max(...(await Promise.all(asking)))
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** What takes longer is cancelled half as often. */
const longMs = 5000

/** Does a stage once to its end, then cancels it `rounds` times, spread over its length. */
export async function cancelTimes(
  subject: CancelSubject,
  stage: CancelStage,
  rounds: number,
): Promise<CancelTimes> {
  const work = workOf(stage, subject)
  const longestWait = askMeanwhile(subject.engine)
  const started = performance.now()
  await work(new AbortController().signal)
  const fullMs = performance.now() - started
  const longestWaitMs = await longestWait()
  const count = fullMs > longMs ? Math.ceil(rounds / 2) : rounds
  const answeredMs: number[] = []
  for (let round = 0; round < count; round++) {
    const controller = new AbortController()
    let isOver = false
    const working = work(controller.signal)
      .catch(unheard)
      .finally(() => {
        isOver = true
      })
    await pause(((round + 0.5) * fullMs) / count)
    if (isOver) continue
    const cancelled = performance.now()
    controller.abort()
    await Promise.all([working, allAnswer(subject.engine)])
    answeredMs.push(performance.now() - cancelled)
  }
  return { fullMs, longestWaitMs, answeredMs }
}
