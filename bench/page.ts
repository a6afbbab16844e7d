import { startEngine } from '../src/app/workers.ts'
import type { EventsTable } from '../src/core/formats/eventsTable.ts'
import { overparameterizedConditions, minimalConditions } from '../src/core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../src/core/pipeline/presets.ts'
import type { ConditionsSpec, NoiseSpec, PipelineSpec } from '../src/core/pipeline/pipelineSpec.ts'
import type { HeaderTr } from '../src/core/formats/niftiTr.ts'
import type { Inspected, RunFiles } from '../src/protocol/runContract.ts'
import { designAhead } from '../src/state/designedFits.ts'
import { newJobId, type Engine } from '../src/state/engine.ts'
import type { FitInputs } from '../src/state/fitInputs.ts'
import { fitPane } from '../src/state/fitPane.ts'
import { automaticFitWorkers } from '../src/state/fitPool.ts'
import { createPreparedData } from '../src/state/preparedData.ts'
import { warmFor } from '../src/state/warming.ts'
import { cancelTimes, type CancelStage, type CancelTimes } from './cancelling.ts'
import { kernelRates, type KernelRate } from './kernelRates.ts'

/** The pipelines fitted side by side, by their defaults. */
type Panes = 'nilearn' | 'nilearn, nilearn' | 'nilearn, SPM12'

type EventsFile = Extract<Inspected, { kind: 'events' }>

/** The engine of the app without its screen, for a benchmark to drive. Times are in milliseconds. */
interface BenchPage {
  /** Inflates the run and counts its bytes, nothing else. */
  gunzip(): Promise<{ readonly ms: number; readonly bytes: number }>
  /** Reads the run as the app does and fits the pipelines, from the file to their maps. */
  open(panes: Panes): Promise<{ readonly readMs: number; readonly mapsMs: number; readonly voxels: number }>
  /** Fits one pipeline with a noise model to what is held, `repeats` times, each time another design. */
  fit(noise: NoiseSpec['kind'], repeats: number): Promise<number[]>
  rest(): Promise<void>
  /** Switches the design of all panes `repeats` times: computing alone. */
  toggle(panes: Panes, repeats: number): Promise<number[]>
  kernels(): KernelRate[]
  /** Cancels a stage of work on the run that is open, `rounds` times. */
  cancel(stage: CancelStage, rounds: number): Promise<CancelTimes>
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
let last: readonly FitInputs[] = []

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

async function open(panes: Panes): ReturnType<BenchPage['open']> {
  const started = performance.now()
  const inspected = await engine.run.inspect(files())
  const events = inspected.find((file) => file.kind === 'events')
  const bold = inspected.find((file) => file.kind === 'bold')
  if (events === undefined || bold === undefined) throw new Error('a run and its events are needed')
  const loading = engine.run.load(bold, newJobId(), () => undefined)
  beginDesigns(presetsOf(panes, minimalConditions(events.table.events)), bold, events)
  const summary = await loading
  await engine.run.adopt()
  const readMs = performance.now() - started
  const tr = secondsOf(summary.headerTr)
  opened = { events: events.table.events, scanCount: summary.scanCount, tr }
  const { voxels } = await fitBoth(presetsOf(panes, minimalConditions(opened.events)))
  return { readMs, mapsMs: performance.now() - started, voxels }
}

/** What the app does while a run is being read: has the designs made that its panes will have. */
function beginDesigns(specs: readonly PipelineSpec[], { header }: RunFiles, { table }: EventsFile): void {
  if (header === undefined) return
  const { dims, headerTr } = header
  const run = { events: table.events, scanCount: dims[3], repetitionTimeSeconds: secondsOf(headerTr) }
  designAhead(
    engine,
    specs.map((spec) => ({ ...run, spec })),
    new AbortController().signal,
  )
}

function secondsOf(tr: HeaderTr): number {
  return tr.kind === 'known' ? tr.seconds : 2
}

function presetsOf(panes: Panes, conditions: ConditionsSpec): PipelineSpec[] {
  const a = nilearnPreset(conditions)
  if (panes === 'nilearn') return [a]
  return [a, panes === 'nilearn, SPM12' ? spm12Preset(conditions) : a]
}

function inputsOf(spec: PipelineSpec): FitInputs {
  if (opened === null) throw new Error('nothing is open')
  const id = `bench-${String(fitCount++)}`
  return {
    spec,
    contrast: { kind: 'expression', text: 'task' },
    scanCount: opened.scanCount,
    repetitionTimeSeconds: opened.tr,
    discardScans: 0,
    events: opened.events,
    fitId: id,
    key: id,
  }
}

/** Fits pipelines side by side, as the app does with its panes. */
async function fitBoth(
  specs: readonly PipelineSpec[],
): Promise<{ readonly ms: number; readonly voxels: number }> {
  const started = performance.now()
  const inputs = specs.map(inputsOf)
  const results = await Promise.all(
    inputs.map((own, i) =>
      fitPane(own, {
        engine,
        prepared,
        other: inputs[1 - i] ?? null,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      }),
    ),
  )
  last = inputs
  return { ms: performance.now() - started, voxels: Math.max(...results.map(({ voxels }) => voxels.length)) }
}

/** What the app does while its user looks at the maps: multiplies ahead with the columns of likely designs. */
async function rest(): Promise<void> {
  await warmFor(engine, last, new AbortController().signal)
}

async function toggle(panes: Panes, repeats: number): Promise<number[]> {
  if (opened === null) throw new Error('nothing is open')
  const times: number[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const conditions = repeat % 2 === 0 ? overparameterizedConditions : minimalConditions
    times.push((await fitBoth(presetsOf(panes, conditions(opened.events)))).ms)
  }
  return times
}

async function fit(kind: NoiseSpec['kind'], repeats: number): Promise<number[]> {
  if (opened === null) throw new Error('nothing is open')
  const times: number[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const isSpm = kind === 'spm12-reml-ar1' || kind === 'spm12-fast'
    const conditions = repeat % 2 === 0 ? overparameterizedConditions : minimalConditions
    const preset = (isSpm ? spm12Preset : nilearnPreset)(conditions(opened.events))
    const noise: NoiseSpec = kind === 'nilearn-ar1' ? { kind, bins: 100 } : { kind }
    times.push((await fitBoth([{ ...preset, noise }])).ms)
  }
  return times
}

function cancel(stage: CancelStage, rounds: number): Promise<CancelTimes> {
  return cancelTimes({ engine, image: { file: fileNamed('.nii.gz') }, freshInputs }, stage, rounds)
}

function freshInputs(preset: 'nilearn' | 'SPM12'): FitInputs {
  if (opened === null) throw new Error('nothing is open')
  const conditions = minimalConditions(opened.events)
  return inputsOf(preset === 'SPM12' ? spm12Preset(conditions) : nilearnPreset(conditions))
}

window.bench = { gunzip, open, fit, rest, toggle, cancel, kernels: kernelRates }
