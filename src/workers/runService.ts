import type { SlabReceiver } from '../protocol/fitContract.ts'
import type { RunContract } from '../protocol/runContract.ts'
import type { SampleRun } from '../core/simulate/sampleRun.ts'
import { holdRun, type HeldRun } from './heldRun.ts'
import { inspectFiles } from './inspectFiles.ts'
import { createJobs } from './jobs.ts'
import { asInFile, loadRun } from './loadRun.ts'
import { readAnatomy } from './readAnatomy.ts'
import { readMask } from './readMask.ts'
import { readQuality } from './readQuality.ts'
import { sampleFiles, sampleSummary, simulateSample } from './sample.ts'
import { sendSlabs } from './sendSlabs.ts'

/** Where a service sends slabs; the worker entry connects the ports. */
export interface RunServiceOptions {
  readonly receivers: () => readonly SlabReceiver[]
  /** Bytes that a run may take without asking; default unlimited. */
  readonly budgetBytes?: number
}

interface Opened {
  readonly run: HeldRun
  /** The simulation the run came from, for saving it as files. */
  readonly sample: SampleRun | null
}

/** The work of the worker that owns the run. */
export function createRunService(options: RunServiceOptions): Omit<RunContract, 'connect'> {
  const { receivers } = options
  const jobs = createJobs()
  let current: Opened | null = null
  let opened: Opened | null = null

  function held(): HeldRun {
    if (current === null) throw new Error('no run is loaded')
    return current.run
  }

  return {
    inspect: inspectFiles,
    load: (image, jobId, onProgress, { ignoreMemory = false } = {}) =>
      jobs.run(jobId, async (checkpoint) => {
        const budgetBytes = ignoreMemory ? Infinity : (options.budgetBytes ?? Infinity)
        const run = await loadRun(image, { checkpoint, onProgress, budgetBytes })
        opened = { run, sample: null }
        return run.summary
      }),
    simulateSample: (jobId, onProgress) =>
      jobs.run(jobId, async (checkpoint) => {
        const sample = await simulateSample(checkpoint, onProgress)
        const { values, slope, intercept, scanCount, grid, events, repetitionTimeSeconds } = sample
        const summary = sampleSummary(sample)
        const raw = { dims: grid.dims, scanCount, values, slope, intercept }
        opened = { run: holdRun(summary, raw), sample }
        return { run: summary, events, repetitionTimeSeconds }
      }),
    adopt: async () => {
      if (opened === null) throw new Error('no run has been read')
      current = opened
      opened = null
      await Promise.all(receivers().map((receiver) => receiver.keep([])))
    },
    sampleFiles: () => {
      if (current?.sample == null) throw new Error('the sample is not loaded')
      return sampleFiles(current.sample)
    },
    loadMask: (image, jobId, onProgress) =>
      jobs.run(jobId, async (checkpoint) => {
        const { name } = image.file
        const mask = await readMask(image, held().summary.grid, { checkpoint, onProgress })
        held().setFileMask(name, mask)
        return { name, voxelCount: mask.reduce((sum, value) => sum + value, 0) }
      }),
    loadAnatomy: (image, jobId, onProgress) =>
      jobs.run(jobId, (checkpoint) => readAnatomy(image, held().summary.grid, { checkpoint, onProgress })),
    quality: (jobId) => jobs.run(jobId, (checkpoint) => readQuality(held(), checkpoint)),
    images: async (discardScans) => {
      const { mean } = await held().moments({ ...asInFile, discardScans })
      return { mean: Float32Array.from(mean) }
    },
    mask: (spec, settings) => held().mask(spec, settings),
    globals: async (settings) => ({ perVolume: await held().globals(settings) }),
    prepare: (request, jobId, onProgress) =>
      jobs.run(jobId, (checkpoint) =>
        sendSlabs(held(), request, { receivers: receivers(), checkpoint, onProgress }),
      ),
    cancel: (jobId) => {
      jobs.cancel(jobId)
      return Promise.resolve()
    },
  }
}
