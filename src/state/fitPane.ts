import { Refusal } from '../core/finding.ts'
import { notEstimable } from '../core/contrast/notEstimable.ts'
import type { FitPlan } from '../core/glm/fitPlan.ts'
import { filteredDesign } from '../core/glm/ols.ts'
import type { Matrix } from '../core/math/matrix.ts'
import { contrastRows } from '../core/contrast/weights.ts'
import { statisticDf } from '../core/contrast/statistics.ts'
import { mapKinds, type MapKind } from '../core/contrast/mapKind.ts'
import type { Design } from '../core/design/design.ts'
import type { FitRequest, IntensityNumbers, MapsShare, WantedMaps } from '../protocol/fitContract.ts'
import type { OnProgress } from '../protocol/progress.ts'
import type { DataSettings, MaskResult } from '../protocol/runContract.ts'
import { abortable } from './abortable.ts'
import { contrastText } from './contrastText.ts'
import { designedFit, type DesignedFit } from './designedFits.ts'
import { newJobId, stopJob, type Engine } from './engine.ts'
import type { FitInputs } from './fitInputs.ts'
import { joinedFactors, joinedMap } from './joinedShares.ts'
import { overWorkers } from './overWorkers.ts'
import type { FittedResult } from './paneResult.ts'
import { planFit } from './planFit.ts'
import { dataKeyOf, union, type PreparedData } from './preparedData.ts'
import { madeKinds } from './resultMaps.ts'
import type { WantedData } from './voxelRound.ts'

/** Everything a statistic can be asked for; kinds that the contrast does not define come back absent. */
const computedKinds = mapKinds.filter((kind) => kind !== 'mean' && kind !== 'mask')

/** Where a fit runs and what it shares with the other pane's. */
export interface FitEnvironment {
  readonly engine: Engine
  readonly prepared: PreparedData
  /** The other pane's inputs: when both model the same data, one preparation serves both. */
  readonly other: FitInputs | null
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
}

/** The tools of one job: every call rejects at once when the job is cancelled, and the workers are told. */
export interface FitJob extends FitEnvironment {
  readonly jobId: number
  guard<T>(promise: Promise<T>): Promise<T>
}

/** Fits one pane and computes its maps. Rejects with `Refusal` or `Cancelled`. */
export async function fitPane(inputs: FitInputs, environment: FitEnvironment): Promise<FittedResult> {
  const started = performance.now()
  const job = startJob(environment)
  // What is design-sized and what is of the data's size are other workers' work: neither waits for the other.
  const [designed, { mask, data, intensity }] = await Promise.all([
    designFit(job, inputs),
    prepareData(job, inputs),
  ])
  const { design, contrast } = designed
  const { plan, spm, readyAs } = await planFit(job, inputs, designed, { ...data, intensity })
  refuseAsSpm(inputs, design, plan, contrast)
  const maps = { contrast, kinds: madeKinds(computedKinds, contrast.rows) }
  const how = { plan, intensity, maps, ...(readyAs !== undefined && { readyAs }) }
  const shares = (await isKept(job, inputs))
    ? await keptMaps(job, inputs, maps)
    : await runFit(job, inputs, data, how)
  const commonUnitFactor = joinedFactors(shares)
  if (commonUnitFactor.length !== mask.voxels.length) throw new Error('the workers lack voxels of the mask')
  return {
    kind: 'fitted',
    fitId: inputs.fitId,
    key: inputs.key,
    spec: inputs.spec,
    contrast: inputs.contrast,
    contrastText: contrastText(inputs.contrast),
    contrastRows: contrast,
    design,
    voxels: mask.voxels,
    constantCount: mask.constantCount,
    maps: joinMaps(shares),
    commonUnitFactor,
    df: statisticDf(plan, contrast),
    intensity: inputs.spec.intensity,
    ...(spm === undefined ? {} : { spm }),
    milliseconds: performance.now() - started,
  }
}

async function designFit(
  job: FitJob,
  inputs: FitInputs,
): Promise<DesignedFit & { readonly contrast: Matrix }> {
  const designed = await job.guard(designedFit(inputs, job))
  const contrast = contrastRows(inputs.contrast, columnNames(designed.design))
  return { ...designed, contrast }
}

interface DataOfFit {
  readonly mask: MaskResult
  readonly data: WantedData
  readonly intensity: IntensityNumbers
}

async function prepareData(job: FitJob, inputs: FitInputs): Promise<DataOfFit> {
  const { jobId, onProgress, engine } = job
  const mask = await job.guard(engine.run.mask(inputs.spec.mask, dataSettings(inputs), jobId, onProgress))
  const data = await prepareVoxels(job, inputs, mask)
  return { mask, data, intensity: await intensityNumbers(job, inputs, mask) }
}

/** SPM12 refuses contrasts that its design cannot tell; nilearn answers them by the pseudo-inverse. */
function refuseAsSpm({ spec }: FitInputs, design: Design, plan: FitPlan, contrast: Matrix): void {
  const isSpm = spec.highPass.kind === 'dct-filter' && spec.noise.kind !== 'nilearn-ar1'
  const whitened = plan.kind === 'common' ? plan.spmInference?.whitenedDesign : undefined
  if (whitened === undefined && !isSpm) return
  const finding = notEstimable(whitened ?? filteredDesign(design), contrast, columnNames(design))
  if (finding !== null) throw new Refusal(finding)
}

/** Starts a job of its own number. */
export function startJob(environment: FitEnvironment): FitJob {
  const { engine, signal } = environment
  const jobId = newJobId()
  const cancelAll = (): void => {
    for (const worker of [engine.run, engine.design, ...engine.fits]) stopJob(worker, jobId)
  }
  return { ...environment, jobId, guard: (promise) => abortable(signal, promise, cancelAll) }
}

/** What decides the values a pane's slabs hold. */
export function dataSettings({ spec, discardScans }: Pick<FitInputs, 'spec' | 'discardScans'>): DataSettings {
  const { smoothing, intensity } = spec
  const scaledPerVolume = intensity.kind === 'global-100' && intensity.per === 'volume'
  return { discardScans, smoothing, scaledPerVolume }
}

async function prepareVoxels(job: FitJob, inputs: FitInputs, mask: MaskResult): Promise<WantedData> {
  const settings = dataSettings(inputs)
  const dataKey = dataKeyOf(settings)
  const all = union(mask.voxels, await voxelsOfOther(job, dataKey))
  await job.guard(job.prepared.ensure(settings, all, job.jobId, job.onProgress))
  return { dataKey, settings, all, voxels: mask.voxels }
}

async function voxelsOfOther(job: FitJob, dataKey: string): Promise<Int32Array> {
  const none = new Int32Array(0)
  if (job.other === null) return none
  const settings = dataSettings(job.other)
  if (dataKeyOf(settings) !== dataKey) return none
  // A mask that the other pane cannot have is that pane's to report.
  const mask = job.engine.run.mask(job.other.spec.mask, settings).catch(() => null)
  return (await job.guard(mask))?.voxels ?? none
}

/** How a pipeline turns signal units into its own, with what that takes from the data and the mask. */
export async function intensityNumbers(
  job: FitJob,
  inputs: FitInputs,
  mask: MaskResult,
): Promise<IntensityNumbers> {
  const { intensity } = inputs.spec
  const numbers = { intensity, grandMean: mask.grandMean, sessionGlobal: 1, meanVolumeFactor: 1 }
  if (intensity.kind !== 'global-100') return numbers
  const { perVolume } = await job.guard(job.engine.run.globals(dataSettings(inputs)))
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
  return { ...numbers, sessionGlobal: mean(perVolume), meanVolumeFactor: mean(perVolume.map((g) => 100 / g)) }
}

/** Fits, and answers with every worker's share of the maps. */
async function runFit(
  job: FitJob,
  inputs: FitInputs,
  data: WantedData,
  how: Pick<FitRequest, 'plan' | 'intensity' | 'maps' | 'readyAs'>,
): Promise<MapsShare[]> {
  const { fitId } = inputs
  const groups = await job.guard(
    job.prepared.visit(data, job, ({ voxels, index, count, onProgress }) => {
      const part = { index, count, attempt: job.jobId }
      const request = { ...how, fitId, dataKey: data.dataKey, voxels, part }
      return overWorkers(job, { what: fitTitle(inputs), total: voxels.length, onProgress }, (fit, onVoxels) =>
        fit.fit(request, job.jobId, onVoxels),
      )
    }),
  )
  return job.engine.fits.map((_, i) => wholeShare(groups.map((shares) => shares[i] ?? null)))
}

/** A worker answers with its share when it has fitted its part of the last group. */
function wholeShare(answers: readonly (MapsShare | null)[]): MapsShare {
  const share = answers.findLast((answer) => answer !== null)
  if (!share) throw new Error('a fit without maps')
  return share
}

/** Whether series would have to be read for a fit that the workers keep: only its contrast is another. */
async function isKept(job: FitJob, { fitId }: FitInputs): Promise<boolean> {
  if (job.prepared.keepsSeries) return false
  const answers = await job.guard(Promise.all(job.engine.fits.map((fit) => fit.hasFit(fitId))))
  return answers.every((isThere) => isThere)
}

function keptMaps(job: FitJob, { fitId }: FitInputs, maps: WantedMaps): Promise<MapsShare[]> {
  return job.guard(Promise.all(job.engine.fits.map((fit) => fit.maps({ fitId, ...maps }, job.jobId))))
}

function fitTitle({ spec }: FitInputs): string {
  switch (spec.noise.kind) {
    case 'ols':
      return 'Fitting OLS'
    case 'nilearn-ar1':
      return 'Fitting AR(1)'
    case 'spm12-reml-ar1':
      return 'Fitting ReML AR(1)'
    case 'spm12-fast':
      return 'Fitting ReML FAST'
  }
}

function columnNames(design: Design): string[] {
  return design.columns.map((column) => column.name)
}

function joinMaps(shares: readonly MapsShare[]): Map<MapKind, Float64Array> {
  const result = new Map<MapKind, Float64Array>()
  for (const kind of computedKinds) {
    const map = joinedMap(shares, kind)
    if (map !== null) result.set(kind, map)
  }
  return result
}
