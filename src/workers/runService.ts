import { usualEpiMask } from '../core/volume/likelyVoxels.ts'
import type { SlabReceiver } from '../protocol/fitContract.ts'
import type { RunContract } from '../protocol/runContract.ts'
import type { SampleRun } from '../core/simulate/sampleRun.ts'
import type { OnProgress } from '../protocol/progress.ts'
import { asInFile, quietPass, type HeldRun } from './heldRun.ts'
import { holdMemoryRun } from './holdMemoryRun.ts'
import { createHeldRuns, type HeldRuns } from './heldRuns.ts'
import type { Inflate } from './inflate.ts'
import { inspectFiles } from './inspectFiles.ts'
import { createJobs, type Checkpoint, type Jobs } from './jobs.ts'
import { loadRun } from './loadRun.ts'
import { readAnatomy } from './readAnatomy.ts'
import { readMask } from './readMask.ts'
import { readQuality } from './readQuality.ts'
import { sampleFiles, sampleSummary, simulateSample } from './sample.ts'
import type { Pass } from './scanSource.ts'
import { sendSlabs } from './sendSlabs.ts'

/** Where a service sends slabs; the worker entry connects the ports. */
export interface RunServiceOptions {
  readonly receivers: () => readonly SlabReceiver[]
  /** Bytes that a run may take without asking; default unlimited. */
  readonly budgetBytes?: number
  /** Largest run that is kept whole; see `loadRun`. */
  readonly wholeBytes?: number
  /** How compressed runs are inflated; default in this thread. */
  readonly inflate?: Inflate
}

/** What the parts of the service share. */
interface Room {
  readonly options: RunServiceOptions
  readonly jobs: Jobs
  readonly runs: HeldRuns
}

type OpeningMethods = Pick<
  RunContract,
  'inspect' | 'load' | 'simulateSample' | 'adopt' | 'sampleFiles' | 'cancel'
>
type BesideMethods = Pick<RunContract, 'loadMask' | 'loadAnatomy' | 'quality'>
type AnsweringMethods = Pick<RunContract, 'images' | 'mask' | 'globals' | 'prepare' | 'series'>

/** The work of the worker that owns the run. */
export function createRunService(options: RunServiceOptions): Omit<RunContract, 'connect'> {
  const room: Room = { options, jobs: createJobs(), runs: createHeldRuns() }
  return { ...openingRuns(room), ...readingBeside(room), ...answering(room) }
}

/** Recognising files and reading runs; a job that was cancelled changes nothing. */
function openingRuns({ options, jobs, runs }: Room): OpeningMethods {
  return {
    inspect: (files, how = {}, jobId = 0) =>
      jobs.run(jobId, (checkpoint) => inspectFiles(files, how, checkpoint)),
    load: async (image, jobId, onProgress, how = {}) => {
      const budgetBytes = options.budgetBytes ?? Infinity
      const { inflate, wholeBytes } = options
      const given = { ...(inflate && { inflate }), ...(wholeBytes !== undefined && { wholeBytes }) }
      const run = await jobs.run(jobId, (checkpoint) =>
        loadRun(image, { ...how, checkpoint, onProgress, budgetBytes, ...given }),
      )
      runs.put(jobId, { run, sample: null })
      maskAhead(jobs, run, jobId)
      return run.summary
    },
    simulateSample: async (jobId, onProgress) => {
      const { sample, run } = await jobs.run(jobId, (checkpoint) => readSample(checkpoint, onProgress))
      runs.put(jobId, { run, sample })
      const { events, repetitionTimeSeconds } = sample
      return { run: run.summary, events, repetitionTimeSeconds }
    },
    adopt: async (which) => {
      runs.adopt()
      if (which !== 'same-run') await Promise.all(options.receivers().map((receiver) => receiver.keep([])))
    },
    sampleFiles: () => {
      const sample = runs.sample()
      if (sample === null) throw new Error('the sample is not loaded')
      return sampleFiles(sample)
    },
    cancel: (jobId) => {
      jobs.cancel(jobId)
      runs.forget(jobId)
      return Promise.resolve()
    },
  }
}

/** Begins the mask that most fits ask for first, while the page still takes in the run; who asks for it hears how that went. */
function maskAhead(jobs: Jobs, run: HeldRun, jobId: number): void {
  const mask = { kind: 'nilearn-epi', ...usualEpiMask } as const
  jobs
    .run(jobId, async (checkpoint) => {
      // The answer to what was asked goes first.
      await checkpoint()
      await run.mask(mask, asInFile, { ...quietPass, checkpoint })
    })
    .catch(() => undefined)
}

/** The sample as a simulation, for saving it, and as a run. */
async function readSample(
  checkpoint: Checkpoint,
  onProgress: OnProgress,
): Promise<{ readonly sample: SampleRun; readonly run: HeldRun }> {
  const sample = await simulateSample(checkpoint, onProgress)
  const { values, slope, intercept, scanCount, grid } = sample
  const raw = { dims: grid.dims, scanCount, values, slope, intercept }
  return { sample, run: await holdMemoryRun(sampleSummary(sample), raw, checkpoint) }
}

/** What is read beside the run. */
function readingBeside({ jobs, runs }: Room): BesideMethods {
  return {
    loadMask: async (image, jobId, onProgress) => {
      const run = runs.current()
      const { name } = image.file
      const mask = await jobs.run(jobId, (checkpoint) =>
        readMask(image, run.summary.grid, { checkpoint, onProgress }),
      )
      run.setFileMask(name, mask)
      return { name, voxelCount: mask.reduce((sum, value) => sum + value, 0) }
    },
    loadAnatomy: (image, grid, jobId, onProgress) =>
      jobs.run(jobId, (checkpoint) => readAnatomy(image, grid, { checkpoint, onProgress })),
    quality: async (jobId) => {
      const run = runs.current()
      return jobs.run(jobId, (checkpoint) => readQuality(run, checkpoint))
    },
  }
}

/** What fits ask of the run. */
function answering({ options, jobs, runs }: Room): AnsweringMethods {
  return {
    images: async (discardScans) => {
      const { mean } = await runs.current().moments({ ...asInFile, discardScans })
      return { mean: Float32Array.from(mean) }
    },
    mask: async (spec, settings, jobId, onProgress) => {
      const run = runs.current()
      return inPass(jobs, { jobId, onProgress }, (pass) => run.mask(spec, settings, pass))
    },
    globals: async (settings, jobId, onProgress) => {
      const run = runs.current()
      const perVolume = await inPass(jobs, { jobId, onProgress }, (pass) => run.globals(settings, pass))
      return { perVolume }
    },
    prepare: async (request, jobId, onProgress) => {
      const run = runs.current()
      const receivers = options.receivers()
      if (request.isAlone === true) await Promise.all(receivers.map((receiver) => receiver.keep([])))
      return jobs.run(jobId, (checkpoint) => sendSlabs(run, request, { receivers, checkpoint, onProgress }))
    },
    series: async ({ settings, voxels }, jobId, onProgress) => {
      const run = runs.current()
      const slabs = await jobs.run(jobId, (checkpoint) =>
        run.series(settings, voxels, { checkpoint, onProgress }),
      )
      return { voxels, slabs }
    },
  }
}

interface Asked {
  readonly jobId: number | undefined
  readonly onProgress: OnProgress | undefined
}

/** Work that may have to pass over the run: cancellable where it belongs to a job. */
function inPass<T>(jobs: Jobs, { jobId, onProgress }: Asked, work: (pass: Pass) => Promise<T>): Promise<T> {
  if (jobId === undefined) return work(quietPass)
  return jobs.run(jobId, (checkpoint) => work({ checkpoint, onProgress: onProgress ?? quietPass.onProgress }))
}
