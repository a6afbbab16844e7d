import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import {
  conditioning,
  contrastPrecision,
  contrastVarianceInflation,
  correlations,
  identifyingScans,
  nearNullDirection,
  standardErrorInflation,
  varianceInflation,
} from '../../../src/core/design/diagnostics.ts'
import { fromColumns } from '../../../src/core/math/matrix.ts'
import type { HighPassSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { nilearnPreset } from '../../../src/core/pipeline/presets.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { nilearnCases, nilearnInfo, numberTable } from './nilearnGoldens.ts'

const noDrift: HighPassSpec = { kind: 'none' }
const defaultDrift: HighPassSpec = { kind: 'cosine-regressors', cutoffHz: 0.01 }

/** 200 scans of 2 s, 20 s of rest and 20 s of task in turn, spm response. */
function onOff(include: string[], highPass: HighPassSpec): Design {
  const events = Array.from({ length: 20 }, (_, i) => ({
    onset: 20 * i,
    duration: 20,
    trialType: i % 2 === 0 ? 'rest' : 'task',
  }))
  const preset = nilearnPreset({ include, explicitRest: false })
  const eventModel = {
    kind: 'nilearn',
    hrf: 'spm',
    derivatives: 'none',
    oversampling: 50,
    minOnsetSeconds: -24,
  } as const
  return resolveDesign(
    { ...preset, eventModel, highPass },
    { scanCount: 200, repetitionTimeSeconds: 2, events },
  )
}

describe('an overparameterized block design', () => {
  const { matrix } = onOff(['rest', 'task'], noDrift)
  const minimal = onOff(['task'], noDrift).matrix
  const task = [0, 1, 0]
  const difference = [-1, 1, 0]

  // The expected numbers are known to the digits given.
  it('cannot tell task from rest and constant well', () => {
    expect(correlations(matrix).data[1]).toBeCloseTo(-0.975, 3)
    expect(conditioning(matrix).conditionNumber).toBeCloseTo(18.2, 1)
    expect(conditioning(matrix, 'unit-length').conditionNumber).toBeCloseTo(17.1, 1)
    expect(varianceInflation(matrix)[1]).toBeCloseTo(20.2, 1)
  })

  it('estimates the difference as well as the minimal design estimates task', () => {
    expect(contrastPrecision(matrix, task).standardError).toBeCloseTo(0.615, 3)
    expect(contrastPrecision(matrix, difference).standardError).toBeCloseTo(0.138, 3)
    expect(contrastPrecision(minimal, [1, 0]).standardError).toBeCloseTo(0.137, 3)
    expect(standardErrorInflation(matrix, task, difference)).toBeCloseTo(0.61513 / 0.13775, 3)
    expect(contrastVarianceInflation(matrix, task)).toBeCloseTo(20.2, 1)
    expect(contrastVarianceInflation(matrix, difference)).toBeCloseTo(1, 3)
    expect(varianceInflation(minimal)[0]).toBeCloseTo(1, 12)
  })

  it('is a little worse with the default drift', () => {
    const drifting = onOff(['rest', 'task'], defaultDrift).matrix
    expect(conditioning(drifting).conditionNumber).toBeCloseTo(24.0, 1)
    expect(varianceInflation(drifting)[1]).toBeCloseTo(25.5, 1)
  })

  it('is nearly empty along task + rest - constant', () => {
    const { weights, length } = nearNullDirection(matrix)
    expect(Math.sign(weights[0] ?? 0)).toBe(Math.sign(weights[1] ?? 0))
    expect(Math.sign(weights[2] ?? 0)).toBe(-Math.sign(weights[1] ?? 0))
    expect(length).toBeCloseTo(0.0818, 4)
  })

  it('owes task alone to a few scans', () => {
    const alone = identifyingScans(matrix, task)
    const apart = identifyingScans(matrix, difference)
    expect(alone.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 12)
    // Before the first response has risen, neither regressor explains anything: these scans tell the baseline.
    expect(alone.slice(0, 4).reduce((total, share) => total + share, 0)).toBeGreaterThan(0.5)
    expect(apart.slice(0, 4).reduce((total, share) => total + share, 0)).toBeLessThan(0.05)
  })
})

describe('diagnostics', () => {
  it.each(nilearnCases())('condition number of %s as nilearn gives it', (name) => {
    const table = numberTable(`nilearn/${name}/design_matrix.tsv`)
    const columns = table.columns.slice(1).map((_, j) => table.values.map((row) => row[j + 1] ?? NaN))
    const { conditionNumber } = conditioning(fromColumns(table.values.length, columns))
    // The smallest singular value is known to eps times the condition number, 3000 at most.
    expect(conditionNumber / nilearnInfo(name).condition_number).toBeCloseTo(1, 11)
  })

  it('say what a dependent column does', () => {
    const design = fromColumns(6, [
      [1, 2, 3, 4, 5, 7],
      [2, 4, 6, 8, 10, 14],
      [1, 0, 0, 1, 0, 3],
      [1, 1, 1, 1, 1, 1],
    ])
    const [a, b, free, constant] = varianceInflation(design)
    expect([a, b, constant]).toEqual([Infinity, Infinity, NaN])
    expect(free).toBeGreaterThan(1)
    expect(free).toBeLessThan(10)
    expect(contrastVarianceInflation(design, [1, 2, 0, 0])).toBeCloseTo(
      contrastVarianceInflation(design, [2, 4, 0, 0]),
      9,
    )
    expect(conditioning(design).conditionNumber).toBeGreaterThan(1e14)
    expect(correlations(design).data[3]).toBeNaN()
  })

  it('never finds inflation below 1, and none depends on the unit of a regressor', () => {
    const value = fc.integer({ min: -9, max: 9 })
    const column = fc.array(value, { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(column, column, fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (a, b, unit) => {
        const constant = Array<number>(8).fill(1)
        const [vif = NaN] = varianceInflation(fromColumns(8, [a, b, constant]))
        fc.pre(Number.isFinite(vif))
        expect(vif).toBeGreaterThan(1 - 1e-9)
        const [other = NaN] = varianceInflation(fromColumns(8, [a, b.map((x) => x * unit), constant]))
        expect(other / vif).toBeCloseTo(1, 9)
      }),
    )
  })
})
