import betainc from '@stdlib/math-base-special-betainc'
import { afterEach, describe, expect, it } from 'vitest'
import { inverse } from '../../src/core/math/decompositions.ts'
import { besides, multiply, multiplyTransposed, subtract, type Matrix } from '../../src/core/math/matrix.ts'
import { nilearnPreset, spm12Preset } from '../../src/core/pipeline/presets.ts'
import { mmOfIndex } from '../../src/core/volume/position.ts'
import type { Design } from '../../src/core/design/design.ts'
import type { ContrastSpec } from '../../src/core/contrast/contrastSpec.ts'
import type { Pane } from '../../src/state/appState.ts'
import { bruteFit } from '../support/bruteForceFit.ts'
import { shownIn, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'
import { readNifti } from '../support/readNifti.ts'
import { fixtures } from '../support/referenceAnalyses.ts'
import { closeVoxelApps, commonVoxels, goTo, openVoxelApp, viewIn } from '../support/voxelApp.ts'

afterEach(closeVoxelApps)

const radiusMm = 9

/** Both panes by ordinary least squares: A in percent of each voxel's mean, B in percent of SPM12's global, with its filter. */
async function openOls(contrast: ContrastSpec): Promise<InProcessApp> {
  const app = await openVoxelApp('er')
  const { settings } = app.store.getState()
  if (settings === null) throw new Error('no settings')
  const { conditions } = settings.pipelines.a
  app.actions.setPipeline('a', { ...nilearnPreset(conditions), noise: { kind: 'ols' } })
  app.actions.setPipeline('b', { ...spm12Preset(conditions), noise: { kind: 'ols' } })
  app.actions.setContrast('both', contrast)
  await untilPhase(app, 'ready')
  return app
}

/** The raw series of a pane's voxels within the radius, read without the app, by distances written out. */
function sphereOf(app: InProcessApp, pane: Pane, centre: number): Float64Array[] {
  const { run } = app.store.getState()
  if (run === null) throw new Error('no run')
  const { grid } = run.summary
  const middle = mmOfIndex(grid, centre)
  const { values, volumeCount } = readNifti(`${fixtures}runs/sub-er_task-tap_bold.nii.gz`)
  const perVolume = values.length / volumeCount
  return [...shownIn(app, pane).voxels]
    .filter((voxel) => {
      const mm = mmOfIndex(grid, voxel)
      return Math.hypot(mm[0] - middle[0], mm[1] - middle[1], mm[2] - middle[2]) <= radiusMm
    })
    .map((voxel) =>
      Float64Array.from({ length: volumeCount }, (_, scan) => values[scan * perVolume + voxel] ?? NaN),
    )
}

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

const meanSeries = (all: readonly Float64Array[]): Float64Array =>
  Float64Array.from(all[0] ?? [], (_, scan) => meanOf(all.map((series) => series[scan] ?? NaN)))

interface Expected {
  readonly effect: number
  readonly t: number
  readonly f: number
  readonly df: number
}

/** Least squares of a series on a filtered design: effect and t of the first row, F of all rows. */
function regression(design: Design, series: Float64Array, rows: Matrix): Expected {
  const { beta, rss } = bruteFit(design, (matrix) => matrix, series)
  const filtered = subtract(
    design.matrix,
    multiply(design.filterBasis, multiplyTransposed(design.filterBasis, design.matrix)),
  )
  const covariance = inverse(multiplyTransposed(filtered, filtered))
  const df = design.matrix.rows - besides(design.matrix, design.filterBasis).columns
  const variance = rss / df
  const tested = multiply(rows, { rows: beta.length, columns: 1, data: beta })
  const spread = multiply(multiply(rows, covariance), transposed(rows))
  const effect = tested.data[0] ?? NaN
  const quadratic = multiplyTransposed(tested, multiply(inverse(spread), tested)).data[0] ?? NaN
  return {
    effect,
    t: effect / Math.sqrt((spread.data[0] ?? NaN) * variance),
    f: quadratic / rows.rows / variance,
    df,
  }
}

function transposed({ rows, columns, data }: Matrix): Matrix {
  return {
    rows: columns,
    columns: rows,
    data: Float64Array.from(
      { length: rows * columns },
      (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] ?? 0,
    ),
  }
}

/** Upper tails from the incomplete beta function. */
const tTail = (t: number, df: number): number => {
  const tail = betainc(df / (df + t * t), df / 2, 0.5) / 2
  return t > 0 ? tail : 1 - tail
}
const fTail = (f: number, df1: number, df2: number): number =>
  betainc(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)

/** Series are stored as float32 twice, once a voxel and once the mean. */
const float32 = 2e-5

const close = (found: number | null, expected: number): void =>
  expect(Math.abs((found ?? NaN) - expected)).toBeLessThan(float32 * Math.max(1e-3, Math.abs(expected)))

describe('the mean over a sphere, against a regression of the mean written out', () => {
  it('t: percent of each voxel’s own mean in A, of the sphere’s mean signal in B', async () => {
    const app = await openOls({ kind: 'expression', text: 'left_tap' })
    const [, voxel = -1] = commonVoxels(app)
    await goTo(app, voxel, radiusMm)
    for (const pane of ['a', 'b'] as const) {
      const raw = sphereOf(app, pane, voxel)
      expect(raw.length).toBeGreaterThan(5)
      const { design, contrastRows } = shownIn(app, pane)
      const grand = meanOf(raw.map(meanOf))
      const percent =
        pane === 'a'
          ? meanSeries(raw.map((series) => series.map((value) => (100 * value) / meanOf(series) - 100)))
          : meanSeries(raw).map((value) => (100 * value) / grand)
      const expected = regression(design, percent, contrastRows)
      const { contrast, voxelCount, fit, commonFactor } = viewIn(app, pane)
      expect(voxelCount).toBe(raw.length)
      expect(contrast.df).toEqual([expected.df])
      close(contrast.effectInPercent, expected.effect)
      close((contrast.effect ?? NaN) * commonFactor, expected.effect)
      close(contrast.value, expected.t)
      close(contrast.p, tTail(expected.t, expected.df))
      expect(fit.residualDf).toBe(expected.df)
    }
  })

  it('F: statistic, both degrees of freedom and p', async () => {
    const app = await openOls({ kind: 'F', rows: [{ left_tap: 1 }, { right_tap: 1, visual: 0.5 }] })
    const [, voxel = -1] = commonVoxels(app)
    await goTo(app, voxel, radiusMm)
    const raw = sphereOf(app, 'a', voxel)
    const percent = meanSeries(
      raw.map((series) => series.map((value) => (100 * value) / meanOf(series) - 100)),
    )
    const { design, contrastRows } = shownIn(app, 'a')
    const expected = regression(design, percent, contrastRows)
    const { contrast } = viewIn(app, 'a')
    expect(contrast.statistic).toBe('F')
    expect(contrast.df).toEqual([2, expected.df])
    close(contrast.value, expected.f)
    close(contrast.p, fTail(expected.f, 2, expected.df))
    expect(contrast.effectInPercent).toBeNull()
  })

  it('of one voxel says what the maps say there, in every number', async () => {
    const app = await openVoxelApp('er')
    const [voxel = -1] = commonVoxels(app)
    for (const pane of ['a', 'b'] as const) {
      await goTo(app, voxel)
      const alone = viewIn(app, pane)
      await goTo(app, voxel, 0.5)
      const sphere = viewIn(app, pane)
      expect(sphere.voxelCount).toBe(1)
      close(sphere.contrast.value, alone.contrast.value ?? NaN)
      close(sphere.contrast.effectInPercent, alone.contrast.effectInPercent ?? NaN)
      close(sphere.commonFactor, alone.commonFactor)
      expect(sphere.contrast.df).toEqual(alone.contrast.df)
      expect((sphere.contrast.p ?? NaN) / (alone.contrast.p ?? NaN)).toBeCloseTo(1, 3)
    }
  })
})
