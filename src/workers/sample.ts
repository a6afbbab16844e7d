import { eventsTsv, sidecarJson } from '../core/export/runFiles.ts'
import { writeNifti } from '../core/formats/niftiWrite.ts'
import { sampleRunSteps, type SampleRun } from '../core/simulate/sampleRun.ts'
import type { OnProgress } from '../protocol/progress.ts'
import type { NamedBytes, RunSummary } from '../protocol/runContract.ts'
import type { Checkpoint } from './jobs.ts'
import { throttled } from './throttled.ts'

/** The name the sample has on screen and as a file. */
const sampleStem = 'sub-sample_task-tapping'

/** Simulates the sample, reporting and stopping between steps. */
export async function simulateSample(checkpoint: Checkpoint, onProgress: OnProgress): Promise<SampleRun> {
  const steps = sampleRunSteps()
  const report = throttled(onProgress)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    report({
      what: 'Simulating the sample',
      done: Math.round(100 * step.value.fraction),
      total: 100,
      unit: 'steps',
    })
    await checkpoint()
  }
}

/** The sample as the summary of a run. */
export function sampleSummary(sample: SampleRun): RunSummary {
  return {
    name: `${sampleStem}_bold`,
    grid: sample.grid,
    scanCount: sample.scanCount,
    scansInFile: sample.scanCount,
    kept: { kind: 'whole', storedBytes: sample.values.byteLength, limitBytes: Infinity },
    datatype: 'int16',
    headerTr: { kind: 'known', seconds: sample.repetitionTimeSeconds },
    findings: [],
  }
}

/** The sample as the files one would drop. */
export async function sampleFiles(sample: SampleRun): Promise<NamedBytes[]> {
  const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content)
  const { repetitionTimeSeconds } = sample
  return [
    { name: `${sampleStem}_bold.nii.gz`, bytes: await compressed(sampleImage(sample)) },
    { name: `${sampleStem}_events.tsv`, bytes: text(eventsTsv(sample.events)) },
    {
      name: `${sampleStem}_bold.json`,
      bytes: text(sidecarJson({ repetitionTimeSeconds, taskName: 'tapping' })),
    },
  ]
}

function sampleImage({
  grid,
  values,
  slope,
  intercept,
  scanCount,
  repetitionTimeSeconds,
}: SampleRun): Uint8Array {
  return writeNifti({
    grid,
    values,
    volumes: scanCount,
    repetitionTimeSeconds,
    storage: { datatype: 'int16', slope, intercept },
    description: 'GLMscope sample, simulated',
  })
}

/** gzip by the browser: seconds faster than a library on tens of megabytes. */
async function compressed(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
