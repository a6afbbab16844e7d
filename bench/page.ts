import { startEngine } from '../src/app/workers.ts'
import type { EventsTable } from '../src/core/formats/eventsTable.ts'
import { overparameterizedConditions, minimalConditions } from '../src/core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../src/core/pipeline/presets.ts'
import type { NoiseSpec, PipelineSpec } from '../src/core/pipeline/pipelineSpec.ts'
import { newJobId, type Engine } from '../src/state/engine.ts'
import type { FitInputs } from '../src/state/fitInputs.ts'
import { fitPane } from '../src/state/fitPane.ts'
import { automaticFitWorkers } from '../src/state/fitPool.ts'
import { createPreparedData } from '../src/state/preparedData.ts'
import { kernelRates, type KernelRate } from './kernelRates.ts'

/** The engine of the app without its screen, for a benchmark to drive. Times are in milliseconds. */
interface BenchPage {
  /** Inflates the run and counts its bytes, nothing else. */
  gunzip(): Promise<{ readonly ms: number; readonly bytes: number }>
  /** Reads the run as the app does and fits one pipeline to it, from the file to its maps. */
  open(): Promise<{ readonly readMs: number; readonly firstMapsMs: number; readonly voxels: number }>
  /** Fits one pipeline with a noise model to what is held, `repeats` times, each time another design. */
  fit(noise: NoiseSpec['kind'], repeats: number): Promise<number[]>
  /** Fits both pipelines at once to another design each time, A by nilearn's AR(1), B by `kindOfB`: until both have their maps. */
  toggle(kindOfB: NoiseSpec['kind'], repeats: number): Promise<number[]>
  kernels(): KernelRate[]
}

declare global {
  interface Window {
    bench: BenchPage
  }
}

const engine: Engine = startEngine(automaticFitWorkers(navigator.hardwareConcurrency))
const prepared = createPreparedData(engine)
let opened: {
  readonly events: EventsTable['events']
  readonly scanCount: number
  readonly tr: number
} | null = null
let fitCount = 0

function files(): File[] {
  const input = document.querySelector<HTMLInputElement>('#files')
  return [...(input?.files ?? [])]
}

function fileNamed(ending: string): File {
  const file = files().find(({ name }) => name.endsWith(ending))
  if (file === undefined) throw new Error(`no file ${ending}`)
  return file
}

async function gunzip(): ReturnType<BenchPage['gunzip']> {
  const started = performance.now()
  const reader = fileNamed('.nii.gz').stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { ms: performance.now() - started, bytes }
    bytes += value.byteLength
  }
}

async function open(): ReturnType<BenchPage['open']> {
  const started = performance.now()
  const inspected = await engine.run.inspect(files())
  const events = inspected.find((file) => file.kind === 'events')
  const bold = inspected.find((file) => file.kind === 'bold')
  if (events === undefined || bold === undefined) throw new Error('a run and its events are needed')
  const summary = await engine.run.load(bold, newJobId(), () => undefined)
  await engine.run.adopt()
  const readMs = performance.now() - started
  const tr = summary.headerTr.kind === 'known' ? summary.headerTr.seconds : 2
  opened = { events: events.table.events, scanCount: summary.scanCount, tr }
  const { voxels } = await fitted(nilearnPreset(minimalConditions(opened.events)))
  return { readMs, firstMapsMs: performance.now() - started, voxels }
}

async function fitted(spec: PipelineSpec): Promise<{ readonly ms: number; readonly voxels: number }> {
  if (opened === null) throw new Error('nothing is open')
  const id = `bench-${String(fitCount++)}`
  const inputs: FitInputs = {
    spec,
    contrast: { kind: 'expression', text: 'task' },
    scanCount: opened.scanCount,
    repetitionTimeSeconds: opened.tr,
    discardScans: 0,
    events: opened.events,
    fitId: id,
    key: id,
  }
  const { milliseconds, voxels } = await fitPane(inputs, {
    engine,
    prepared,
    other: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  return { ms: milliseconds, voxels: voxels.length }
}

async function fit(kind: NoiseSpec['kind'], repeats: number): Promise<number[]> {
  if (opened === null) throw new Error('nothing is open')
  const times: number[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    times.push((await fitted(specOf(kind, opened.events, repeat))).ms)
  }
  return times
}

/** A pipeline with this noise model; the design is another one than that of the repeat before. */
function specOf(kind: NoiseSpec['kind'], events: EventsTable['events'], repeat: number): PipelineSpec {
  const isSpm = kind === 'spm12-reml-ar1' || kind === 'spm12-fast'
  const conditions = repeat % 2 === 0 ? overparameterizedConditions : minimalConditions
  const preset = (isSpm ? spm12Preset : nilearnPreset)(conditions(events))
  const noise: NoiseSpec = kind === 'nilearn-ar1' ? { kind, bins: 100 } : { kind }
  return { ...preset, noise }
}

async function toggle(kindOfB: NoiseSpec['kind'], repeats: number): Promise<number[]> {
  if (opened === null) throw new Error('nothing is open')
  const times: number[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const a = specOf('nilearn-ar1', opened.events, repeat)
    const b = specOf(kindOfB, opened.events, repeat)
    // Two nilearn pipelines of one spec would be one fit in the app: B takes the other HRF.
    const { eventModel } = b
    const other: PipelineSpec =
      eventModel.kind === 'nilearn' ? { ...b, eventModel: { ...eventModel, hrf: 'spm' } } : b
    const started = performance.now()
    await Promise.all([fitted(a), fitted(other)])
    times.push(performance.now() - started)
  }
  return times
}

window.bench = { gunzip, open, fit, toggle, kernels: kernelRates }
