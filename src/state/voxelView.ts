import { tUpperQuantile } from '../core/design/power.ts'
import { contrastNumbers, contrastResponse, type VoxelFit } from '../core/glm/voxelFit.ts'
import { columnOf } from '../core/math/matrix.ts'
import { mmOfIndex } from '../core/volume/position.ts'
import type { AppState, LoadedRun, Pane, PaneState } from './appState.ts'
import { memoizePerKey } from './memo.ts'
import { fromFileWords } from './importedWords.ts'
import type { FittedResult } from './paneResult.ts'
import { crosshairVoxel, positionOf } from './readouts.ts'
import { mapValueAt } from './resultMaps.ts'
import { intensityUnit } from './units.ts'
import type { PlacedFit, VoxelPlace, VoxelPlot } from './voxelState.ts'

/** One row of the table of betas. */
export interface BetaRow {
  readonly name: string
  readonly beta: number
  readonly standardError: number
  readonly t: number
}

/** The contrast at the voxel; its first row where it is an F. */
export interface VoxelContrast {
  readonly text: string
  /** Null for an F contrast. */
  readonly effect: number | null
  readonly standardError: number | null
  readonly statistic: 't' | 'F'
  readonly value: number | null
  readonly df: readonly number[]
  /** One-sided. */
  readonly p: number | null
  /** Effect in percent of the mean signal of the voxel or the sphere; null for an F contrast. */
  readonly effectInPercent: number | null
}

/** One pane's fit at the crosshair, ready to be drawn; series run over the kept scans. */
export interface VoxelPane {
  readonly timesSeconds: Float64Array
  /** The pipeline's own unit. */
  readonly unit: string
  readonly fit: VoxelFit
  readonly voxelCount: number
  /** 1 - the residuals' sum of squares over that of the series around its mean, both before whitening. */
  readonly explained: number
  /** Times a standard error: half of a 95 % confidence interval. */
  readonly quantile: number
  /** What a change in the pipeline's unit is multiplied by to be in percent of the mean signal of the voxel or the sphere. */
  readonly commonFactor: number
  readonly columns: readonly { readonly name: string; readonly contribution: Float64Array }[]
  readonly rows: readonly BetaRow[]
  readonly contrast: VoxelContrast
  /** Null for an F contrast. */
  readonly response: { readonly fitted: Float64Array; readonly adjusted: Float64Array } | null
  /** Between scans. */
  readonly stepSeconds: number
}

/** A pane at the crosshair: its fit, or why there is none. */
export type VoxelSide =
  { readonly ok: true; readonly pane: VoxelPane } | { readonly ok: false; readonly why: string }

/** A pane's fit where the Voxel tab looks. */
export function voxelSide(state: AppState, pane: Pane): VoxelSide {
  if (crosshairVoxel(state) === null) return outsideImages
  const { run, voxel: plot } = state
  return sideOf(pane, run, plot, state.panes[pane], pane)
}

const outsideImages: VoxelSide = { ok: false, why: 'The crosshair is outside the images.' }

const sideOf = memoizePerKey(
  (run: LoadedRun | null, plot: VoxelPlot | null, { shown, refusal }: PaneState, pane: Pane): VoxelSide => {
    const letter = pane.toUpperCase()
    const placed = plot?.fits[pane] ?? null
    if (shown === null) return { ok: false, why: refusal?.message ?? `${letter} is not fitted yet.` }
    if (shown.kind === 'imported') return { ok: false, why: fromFileWords(letter, 'time course') }
    if (run === null || plot === null || placed === null)
      return { ok: false, why: 'Move the crosshair to a voxel of the brain.' }
    if (placed.fit === null) return { ok: false, why: whyNone(letter, placed.result, run, plot.place) }
    if (placed.fit.dispersion === 0 && placed.fit.beta.every((value) => value === 0)) {
      return { ok: false, why: `This voxel is constant over time, so ${letter} does not fit it.` }
    }
    return { ok: true, pane: viewOf(placed, placed.fit, plot.place.voxel) }
  },
)

function whyNone(
  letter: string,
  { spec }: FittedResult,
  run: LoadedRun,
  { voxel, radiusMm }: VoxelPlace,
): string {
  const mask = maskWords[spec.mask.kind]
  if (radiusMm > 0)
    return `No voxel within ${String(radiusMm)} mm of the crosshair is in ${letter}'s mask (${mask}).`
  const mean = run.images.mean[voxel] ?? 0
  return `This voxel is outside ${letter}'s mask (${mask}); its mean signal is ${mean.toPrecision(3)}.`
}

const maskWords = {
  'nilearn-epi': 'nilearn’s EPI mask',
  'spm12-threshold': 'SPM12’s share of the global mean',
  file: 'the mask file',
  all: 'all voxels that vary over time',
}

function viewOf(placed: PlacedFit, fit: VoxelFit, voxel: number): VoxelPane {
  const { result, voxelCount, mean } = placed
  const { design } = result
  const position = positionOf(result.voxels, voxel)
  const commonFactor = mean?.percentFactor ?? result.commonUnitFactor[position] ?? 1
  const isF = result.contrastRows.rows > 1
  const weights = result.contrastRows.data.slice(0, result.contrastRows.columns)
  return {
    timesSeconds: design.frameTimesSeconds,
    unit: intensityUnit(result.intensity),
    fit,
    voxelCount,
    explained: explainedShare(fit),
    quantile: bandQuantile(fit.residualDf),
    commonFactor,
    columns: design.columns.map(({ name }, j) => ({
      name,
      contribution: columnOf(design.matrix, j).map((value) => value * (fit.beta[j] ?? 0)),
    })),
    rows: design.columns.map(({ name }, j) => {
      const [beta, standardError] = [fit.beta[j] ?? 0, fit.standardErrors[j] ?? 0]
      return { name, beta, standardError, t: beta / standardError }
    }),
    contrast: contrastAt(placed, fit, { position, commonFactor }),
    response: isF ? null : contrastResponse(design.matrix, weights, fit),
    stepSeconds: (design.frameTimesSeconds[1] ?? 1) - (design.frameTimesSeconds[0] ?? 0),
  }
}

const quantiles = new Map<number, number>()

/** Half of a 95 % interval in standard errors, computed once for each number of degrees of freedom. */
function bandQuantile(df: number): number {
  const found = quantiles.get(df) ?? tUpperQuantile(0.025, df)
  quantiles.set(df, found)
  return found
}

function explainedShare({ series, residuals }: VoxelFit): number {
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length
  const total = series.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return 1 - residuals.reduce((sum, value) => sum + value * value, 0) / total
}

function contrastAt(
  { result, mean }: PlacedFit,
  fit: VoxelFit,
  { position, commonFactor }: { readonly position: number; readonly commonFactor: number },
): VoxelContrast {
  const isF = result.contrastRows.rows > 1
  const mapped = (kind: 'F' | 'p'): number | null => mapValueAt(result, kind, position) ?? null
  const numbers = isF ? null : contrastNumbers(fit, result.contrastRows.data)
  return {
    text: result.contrastText,
    effect: numbers?.effect ?? null,
    standardError: numbers?.standardError ?? null,
    statistic: isF ? 'F' : 't',
    value: mean?.statistic ?? numbers?.t ?? mapped('F'),
    df: result.df,
    p: mean?.p ?? mapped('p'),
    effectInPercent: numbers === null ? null : numbers.effect * commonFactor,
  }
}

/** Where the plot was taken, mm; null while there is none. */
export function voxelPlace({ run, voxel }: AppState): readonly [number, number, number] | null {
  return run === null || voxel === null ? null : mmOfIndex(run.summary.grid, voxel.place.voxel)
}
