import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimability } from '../../../src/core/contrast/estimability.ts'
import { spmFStatistic } from '../../../src/core/contrast/spmF.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { dctFilterBasis } from '../../../src/core/design/drift.ts'
import { olsPlan } from '../../../src/core/glm/ols.ts'
import { singularSpace } from '../../../src/core/math/singularSpace.ts'
import { spmFitPlan, spmNoiseSteps, type SpmNoiseKind } from '../../../src/core/glm/spmPlan.ts'
import { runToEnd } from '../../../src/core/glm/steps.ts'
import { residualTo } from '../../../src/core/math/columnSpace.ts'
import {
  besides,
  columnOf,
  fromColumns,
  multiply,
  multiplyTransposed,
  multiplyVector,
  quadraticForm,
  subtract,
  transpose,
  type Matrix,
} from '../../../src/core/math/matrix.ts'
import { whiteningSteps } from '../../../src/core/glm/spmWhitening.ts'
import { blockDesign, largest, pooled } from './spmSimulation.ts'

describe('the filter', () => {
  it('assertion 31: takes three cosines out of a ramp of 100 scans', () => {
    const basis = dctFilterBasis(100, 2, 128)
    expect(basis.columns).toBe(3)
    const ramp = fromColumns(100, [Float64Array.from({ length: 100 }, (_, t) => t + 1)])
    const rest = residualTo(basis, ramp)
    expect(rest.data[0]).toBeCloseTo(46.018305486501511, 10)
    expect(rest.data[49]).toBeCloseTo(50.424517923731827, 10)
    expect(largest(subtract(residualTo(basis, rest), rest))).toBeLessThan(1e-12)
  })
})

describe('the space of a design', () => {
  it('assertion 32: two groups and a constant', () => {
    const group = (wanted: number): number[] => [0, 0, 0, 1, 1, 1].map((value) => (value === wanted ? 1 : 0))
    const design = fromColumns(6, [new Array<number>(6).fill(1), group(0), group(1)])
    const { s, v } = singularSpace(design)
    expect(s.length).toBe(2)
    const row = (...weights: number[]): Matrix => ({ rows: 1, columns: 3, data: Float64Array.from(weights) })
    expect(estimability(design, row(0, 1, -1))).toMatchObject({
      estimable: true,
      tolerance: expect.closeTo(3.9968e-15, 19) as number,
    })
    expect(estimability(design, row(0, 1, 0)).estimable).toBe(false)
    expect(estimability(design, row(1, 0.5, 0.5)).estimable).toBe(true)
    const projection = multiplyVector(multiply(v, transpose(v)), [0, 1, 0])
    expect(projection[0]).toBeCloseTo(1 / 3, 14)
    expect(projection[1]).toBeCloseTo(2 / 3, 14)
    expect(projection[2]).toBeCloseTo(-1 / 3, 14)
  })
})

describe('the fit', () => {
  it('has n - filter - rank degrees of freedom, and F of one row is t squared', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 90 }),
        fc.constantFrom<SpmNoiseKind>('spm12-reml-ar1', 'spm12-fast'),
        (n, kind) => {
          const design = blockDesign(n)
          const noise = runToEnd(spmNoiseSteps(design, pooled(design, 2), { kind, repetitionTimeSeconds: 2 }))
          const plan = spmFitPlan(design, noise)
          expect(Math.abs(plan.residualDf - (n - design.filterBasis.columns - 3))).toBeLessThan(1e-6)
          const weights = [1, -1, 0]
          const { projection, effectTrace, df } = spmFStatistic(plan, {
            rows: 1,
            columns: 3,
            data: Float64Array.from(weights),
          })
          const beta = [2, 0.7, 100]
          const effect = 2 - 0.7
          const extra = (multiplyVector(projection, beta)[0] ?? NaN) ** 2 / effectTrace
          const tSquared = effect ** 2 / quadraticForm(plan.covariance, weights)
          expect(Math.abs(extra / tSquared - 1)).toBeLessThan(1e-8)
          expect(df[0]).toBeCloseTo(1, 9)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('is not moved by a column that says nothing new', () => {
    const design = blockDesign(64)
    const { matrix } = design
    const sum = columnOf(matrix, 0).map((value, t) => value - (matrix.data[3 * t + 1] ?? NaN))
    const redundant: Design = {
      ...design,
      columns: [{ name: 'difference', role: 'confound' }, ...design.columns],
      matrix: besides(fromColumns(64, [sum]), matrix),
    }
    const options = { kind: 'spm12-reml-ar1', repetitionTimeSeconds: 2 } as const
    const covariance = pooled(design, 2)
    const noise = runToEnd(spmNoiseSteps(design, covariance, options))
    const again = runToEnd(spmNoiseSteps(redundant, covariance, options))
    expect(Math.abs((noise.h[1] ?? NaN) - (again.h[1] ?? NaN))).toBeLessThan(1e-11)
    const [plan, wider] = [spmFitPlan(design, noise), spmFitPlan(redundant, again)]
    expect(wider.residualDf).toBeCloseTo(plan.residualDf, 8)
    expect(wider.dispersionDivisor).toBeCloseTo(plan.dispersionDivisor, 8)
  })

  it('gives redundant rows of an F no weight', () => {
    const plan = olsPlan(blockDesign(60))
    const rows = (...data: number[]): Matrix => ({
      rows: data.length / 3,
      columns: 3,
      data: Float64Array.from(data),
    })
    const once = spmFStatistic(plan, rows(1, 0, 0, 0, 1, 0))
    const twice = spmFStatistic(plan, rows(1, 0, 0, 0, 1, 0, 1, 1, 0))
    expect(twice.df[0]).toBeCloseTo(once.df[0], 12)
    const square = (h: Matrix): Matrix => multiplyTransposed(h, h)
    expect(largest(subtract(square(twice.projection), square(once.projection)))).toBeLessThan(1e-11)
  })

  it('reports progress between its stages', () => {
    const design = blockDesign(60)
    const steps = spmNoiseSteps(design, pooled(design, 2), {
      kind: 'spm12-reml-ar1',
      repetitionTimeSeconds: 2,
    })
    const stages = [...steps].map(({ stage }) => stage)
    expect(new Set(stages)).toEqual(new Set(['reml', 'whitening']))
    expect(stages.filter((stage) => stage === 'reml').length).toBeGreaterThan(3)
  })

  it('cuts long work into more stages', () => {
    const stagesOf = (scanCount: number): number => {
      const row = Float64Array.from({ length: scanCount }, (_, lag) => 0.3 ** lag)
      return [...whiteningSteps(row)].length
    }
    // Each stage is a tenth of a second of arithmetic at most, which grows with the cube of the scans.
    expect(stagesOf(400)).toBeGreaterThanOrEqual(3 * stagesOf(60))
  })
})
