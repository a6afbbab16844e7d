import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { spmFStatistic } from '../../../src/core/contrast/spmF.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { dctFilterBasis } from '../../../src/core/design/drift.ts'
import { spmConditionRegressors } from '../../../src/core/design/spmRegressors.ts'
import type { CommonFitPlan } from '../../../src/core/glm/fitPlan.ts'
import { olsPlan } from '../../../src/core/glm/ols.ts'
import { ar1Components, weightedRow } from '../../../src/core/glm/spmComponents.ts'
import { spmFitPlan } from '../../../src/core/glm/spmPlan.ts'
import { normalisedRow, whiteningSteps } from '../../../src/core/glm/spmWhitening.ts'
import { runToEnd } from '../../../src/core/glm/steps.ts'
import { whitenedBy } from '../../../src/core/glm/whiteningRows.ts'
import { fromColumns, multiplyVector, quadraticForm } from '../../../src/core/math/matrix.ts'
import { bruteFit } from '../../support/bruteForceFit.ts'

const goldens = new URL('../../fixtures/nilearn-kernels-and-designs.json', import.meta.url)
const { Y } = JSON.parse(readFileSync(goldens, 'utf8')) as { Y: number[][] }

function column(onsets: readonly number[]): Float64Array {
  const events = onsets.map((onset) => ({ onset, duration: 20, trialType: 'a' }))
  const { columns } = spmConditionRegressors(events, {
    scanCount: 100,
    repetitionTimeSeconds: 2,
    microtimeResolution: 16,
    samplingInstant: 7 / 16,
    derivatives: 'none',
  })
  return columns[0] ?? new Float64Array()
}

const design: Design = {
  columns: [
    { name: 'a', role: 'condition' },
    { name: 'b', role: 'condition' },
    { name: 'constant', role: 'constant' },
  ],
  matrix: fromColumns(100, [column([40, 100, 160]), column([10, 70, 130]), new Float64Array(100).fill(1)]),
  filterBasis: dctFilterBasis(100, 2, 128),
  frameTimesSeconds: Float64Array.from({ length: 100 }, (_, t) => 2 * t),
  findings: [],
}

interface VoxelResult {
  readonly effect: number
  readonly dispersion: number
  readonly t: number
  readonly f: number
}

/** a - b and F of both, from residuals written out. */
function results(plan: CommonFitPlan): VoxelResult[] {
  const f = spmFStatistic(plan, { rows: 2, columns: 3, data: Float64Array.of(1, 0, 0, 0, 1, 0) })
  const { whitening } = plan
  return [0, 1, 2].map((voxel) => {
    const series = Y.map((row) => row[voxel] ?? NaN)
    const beta = multiplyVector(plan.estimator, series)
    const { rss } = bruteFit(design, (m) => (whitening ? whitenedBy(whitening, m) : m), series)
    const dispersion = rss / plan.dispersionDivisor
    const effect = (beta[0] ?? NaN) - (beta[1] ?? NaN)
    const extra = multiplyVector(f.projection, beta).reduce((sum, value) => sum + value ** 2, 0)
    const t = effect / Math.sqrt(dispersion * quadraticForm(plan.covariance, [1, -1, 0]))
    return { effect, dispersion, t, f: extra / f.effectTrace / dispersion }
  })
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((value, i) => {
    expect(Math.abs(value / (expected[i] ?? NaN) - 1)).toBeLessThan(1e-9)
  })
}

describe('assertion 33: SPM12 on the simulated series', () => {
  it('with V = I', () => {
    const plan = olsPlan(design)
    expect(plan.residualDf).toBe(94)
    const voxels = results(plan)
    expectClose(
      voxels.map(({ effect }) => effect),
      [4.81965978752148, -3.13658081583315, -7.92116950546456],
    )
    expectClose(
      voxels.slice(0, 1).map(({ dispersion }) => dispersion),
      [8.67098969827505],
    )
    expectClose(
      voxels.map(({ t }) => t),
      [6.33619673837031, -4.15797136155682, -9.52040700606002],
    )
    expectClose(
      voxels.map(({ f }) => f),
      [55.5446691722283, 16.8227067937095, 48.5815779218573],
    )
  })

  it('with V = Q1 + 0.3 Q2', () => {
    const firstRow = normalisedRow(weightedRow(ar1Components(100), [1, 0.3]))
    const plan = spmFitPlan(design, {
      h: Float64Array.of(1, 0.3),
      firstRow,
      whitening: runToEnd(whiteningSteps(firstRow)),
    })
    expect(plan.residualDf).toBeCloseTo(94, 6)
    expectClose(
      results(plan).map(({ t }) => t),
      [5.81524958048574, -3.89655921734852, -9.1239386680706],
    )
  })
})
