import { allParts } from '../../../src/core/math/parts.ts'
import { readFileSync, readdirSync } from 'node:fs'
import type { Design, DesignColumn } from '../../../src/core/design/design.ts'
import { dctFilterBasis } from '../../../src/core/design/drift.ts'
import type { StimulusEvent } from '../../../src/core/design/event.ts'
import { spmConditionRegressors } from '../../../src/core/design/spmRegressors.ts'
import { olsPlan } from '../../../src/core/glm/ols.ts'
import type { CommonFitPlan, VoxelScaling } from '../../../src/core/glm/fitPlan.ts'
import { spmFitPlan, spmNoiseSteps, type SpmNoise } from '../../../src/core/glm/spmPlan.ts'
import {
  accumulatePooledCovariance,
  emptyPooledCovariance,
  finishPooledCovariance,
  spmSelectionPlan,
} from '../../../src/core/glm/spmSelection.ts'
import { runToEnd } from '../../../src/core/glm/steps.ts'
import { fromColumns, multiplyVector, scaled, zeros, type Matrix } from '../../../src/core/math/matrix.ts'
import type { Slab } from '../../../src/core/volume/slab.ts'
import { createSlabBuilder } from '../../../src/core/volume/slabBuilder.ts'
import { spmGlobal, spmScaleFactors } from '../../../src/core/volume/spmGlobal.ts'
import { createSpmMaskAccumulator } from '../../../src/core/volume/spmMask.ts'
import { readNifti, type ReferenceImage } from '../../support/readNifti.ts'

const fixtures = new URL('../../fixtures/', import.meta.url).pathname

export interface CaseInfo {
  readonly columns: readonly string[]
  readonly config: {
    readonly tr: number
    readonly hpf: number
    readonly cvi: 'none' | 'AR(1)' | 'FAST'
    readonly conditions?: string
    readonly derivs?: string
    readonly confounds?: readonly string[]
    readonly t?: number
    readonly t0?: number
    readonly global?: 'Scaling'
  }
  readonly n_voxels: number
  readonly n_dct: number
  readonly trRV: number
  readonly trRVRV: number
  readonly erdf: number
  readonly gSF: number
  readonly rg: readonly number[]
  readonly h: readonly number[]
  readonly V_first_row: readonly number[]
  readonly W_first_row: readonly number[]
  readonly Bcov: readonly (readonly number[])[]
  readonly contrasts: Readonly<Record<string, readonly number[]>>
}

export const caseNames = readdirSync(`${fixtures}spm12`)

/** Reads an image of a case, such as `beta_0001`. */
export function caseImage(name: string, image: string): Float64Array {
  return readNifti(`${fixtures}spm12/${name}/${image}.nii.gz`).values
}

/** Reads a table of a case: rows of numbers. */
export function caseTable(name: string, table: string): number[][] {
  return readRows(`${fixtures}spm12/${name}/${table}.tsv`)
    .slice(1)
    .map((row) => row.map(Number))
}

function caseInfo(name: string): CaseInfo {
  return JSON.parse(readFileSync(`${fixtures}spm12/${name}/info.json`, 'utf8')) as CaseInfo
}

function readRows(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
}

function readEvents(run: string): StimulusEvent[] {
  return readRows(`${fixtures}runs/${run}_events.tsv`)
    .slice(1)
    .map(([onset, duration, trialType]) => ({
      onset: Number(onset),
      duration: Number(duration),
      trialType: trialType ?? '',
    }))
}

function centredConfound(run: string, name: string): Float64Array {
  const [header = [], ...rows] = readRows(`${fixtures}runs/${run}_desc-confounds_timeseries.tsv`)
  const values = Float64Array.from(rows, (row) => Number(row[header.indexOf(name)]))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

function designOf(run: string, info: CaseInfo, scanCount: number): Design {
  const { config } = info
  const events = readEvents(run)
  const names = config.conditions?.split(',') ?? [...new Set(events.map(({ trialType }) => trialType))].sort()
  const microtimeResolution = config.t ?? 16
  const columns: DesignColumn[] = []
  const data: Float64Array[] = []
  for (const name of names) {
    const regressors = spmConditionRegressors(
      events.filter(({ trialType }) => trialType === name),
      {
        scanCount,
        repetitionTimeSeconds: config.tr,
        microtimeResolution,
        samplingInstant: ((config.t0 ?? 8) - 1) / microtimeResolution,
        derivatives: config.derivs === '1,1' ? 'time-dispersion' : 'none',
      },
    )
    regressors.columns.forEach((column, k) => {
      columns.push({ name: [name, regressors.suffixes[k]].filter(Boolean).join('_'), role: 'condition' })
      data.push(column)
    })
  }
  for (const name of config.confounds ?? []) {
    columns.push({ name, role: 'confound' })
    data.push(centredConfound(run, name))
  }
  columns.push({ name: 'constant', role: 'constant' })
  data.push(new Float64Array(scanCount).fill(1))
  return {
    columns,
    matrix: fromColumns(scanCount, data),
    filterBasis: dctFilterBasis(scanCount, config.tr, config.hpf),
    frameTimesSeconds: Float64Array.from({ length: scanCount }, (_, t) => t * config.tr),
    findings: [],
  }
}

export interface SpmCase {
  readonly info: CaseInfo
  readonly volumes: readonly Float64Array[]
  readonly globals: Float64Array
  readonly scaleFactors: Float64Array
  readonly mask: Uint8Array
  /** File-order indices of the voxels of the mask, in slab order. */
  readonly voxels: Int32Array
  readonly design: Design
  readonly slabs: readonly Slab[]
  readonly scalings: readonly VoxelScaling[]
  readonly noise: SpmNoise | undefined
  readonly plan: CommonFitPlan
}

function volumesOf(image: ReferenceImage): Float64Array[] {
  const size = image.values.length / image.volumeCount
  return Array.from({ length: image.volumeCount }, (_, t) => image.values.subarray(t * size, (t + 1) * size))
}

/** The slabs of one constant factor, or of data that were multiplied volume by volume before. */
function slabsOf(
  volumes: readonly Float64Array[],
  voxels: Int32Array,
  { factors, perVolume }: { factors: Float64Array; perVolume: boolean },
): Pick<SpmCase, 'slabs' | 'scalings'> {
  const builder = createSlabBuilder(voxels, volumes.length)
  volumes.forEach((volume, t) => {
    builder.addVolume(t, perVolume ? volume.map((value) => value * (factors[t] ?? NaN)) : volume)
  })
  const slabs = allParts(builder.finish())
  const factor = perVolume ? 1 : (factors[0] ?? NaN)
  const scalings = slabs.map(({ means }) => ({
    scale: new Float64Array(means.length).fill(factor),
    offset: means.map((mean) => mean * factor),
  }))
  return { slabs, scalings }
}

function pooledCovarianceOf(design: Design, data: Pick<SpmCase, 'slabs' | 'scalings'>): Matrix {
  const selection = spmSelectionPlan(design)
  const pooled = emptyPooledCovariance(design.matrix.rows)
  data.slabs.forEach((slab, i) => {
    const scaling = data.scalings[i]
    if (scaling) accumulatePooledCovariance(selection, { slab, scaling }, pooled)
  })
  return finishPooledCovariance(pooled)
}

/** Everything up to the plan, from the run and its events alone. */
export function analyse(name: string): SpmCase {
  const info = caseInfo(name)
  const run = name.startsWith('block') ? 'sub-block_task-tap' : 'sub-er_task-tap'
  const volumes = volumesOf(readNifti(`${fixtures}runs/${run}_bold.nii.gz`))
  const globals = Float64Array.from(volumes, spmGlobal)
  const perVolume = info.config.global === 'Scaling'
  const factors = spmScaleFactors(globals, perVolume ? 'volume' : 'session')
  const accumulator = createSpmMaskAccumulator(volumes[0]?.length ?? 0)
  volumes.forEach((volume, t) => {
    accumulator.addVolume(volume, 0.8 * (globals[t] ?? NaN))
  })
  const mask = accumulator.finish()
  const voxels = Int32Array.from([...mask.keys()].filter((v) => mask[v] === 1))
  const design = designOf(run, info, volumes.length)
  const data = slabsOf(volumes, voxels, { factors, perVolume })
  const noise =
    info.config.cvi === 'none' ? undefined : noiseFrom({ design, info }, pooledCovarianceOf(design, data))
  const plan = noise ? spmFitPlan(design, noise) : olsPlan(design)
  return { info, volumes, globals, scaleFactors: factors, mask, voxels, design, ...data, noise, plan }
}

/**
 * The pooled covariance in double precision from the raw data, mean included, voxel by voxel: what the slabs' float32 and
 * the centring cost is the difference.
 */
export function doublePooledCovariance({ design, volumes, voxels, scaleFactors }: SpmCase): Matrix {
  const n = volumes.length
  const { basis, interestRank, residualDf, threshold } = spmSelectionPlan(design)
  const sum = zeros(n, n)
  let count = 0
  for (const voxel of voxels) {
    const y = Float64Array.from(volumes, (volume, t) => (volume[voxel] ?? NaN) * (scaleFactors[t] ?? NaN))
    const mean = y.reduce((total, value) => total + value, 0) / n
    const squares = multiplyVector(
      basis,
      y.map((value) => value - mean),
    ).map((value) => value ** 2)
    const total = y.reduce((rest, value) => rest + (value - mean) ** 2, 0)
    const rss = squares.reduce((rest, value) => rest - value, total)
    const ess = squares.slice(-interestRank).reduce((all, value) => all + value, 0)
    if (!(ess / interestRank / (rss / residualDf) > threshold)) continue
    count++
    for (let i = 0; i < n; i++) {
      const weighted = ((y[i] ?? NaN) * residualDf) / rss
      for (let j = 0; j < n; j++)
        sum.data[i * n + j] = (sum.data[i * n + j] ?? NaN) + weighted * (y[j] ?? NaN)
    }
  }
  return scaled(sum, 1 / count)
}

/** The noise of a case from a pooled covariance. */
export function noiseFrom(
  { design, info }: Pick<SpmCase, 'design' | 'info'>,
  pooledCovariance: Matrix,
): SpmNoise {
  return runToEnd(
    spmNoiseSteps(design, pooledCovariance, {
      kind: info.config.cvi === 'FAST' ? 'spm12-fast' : 'spm12-reml-ar1',
      repetitionTimeSeconds: info.config.tr,
    }),
  )
}
