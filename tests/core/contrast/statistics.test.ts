import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastMaps, statisticDf } from '../../../src/core/contrast/statistics.ts'
import { zScore } from '../../../src/core/contrast/zScores.ts'
import { fitSlab } from '../../../src/core/glm/fitSlab.ts'
import type { FitPlan } from '../../../src/core/glm/fitPlan.ts'
import { ar1Plan } from '../../../src/core/glm/nilearnAr1.ts'
import { olsPlan } from '../../../src/core/glm/ols.ts'
import { fromColumns, transpose, type Matrix } from '../../../src/core/math/matrix.ts'
import { voxelScaling } from '../../../src/core/volume/scaling.ts'
import { designOf, slabOf } from '../../support/bruteForceFit.ts'

interface GlmGolden {
  readonly labels: readonly string[]
  readonly theta: readonly (readonly number[])[]
  readonly effect: readonly number[]
  readonly variance: readonly number[]
  readonly t: readonly number[]
  readonly p: readonly number[]
  readonly z: readonly number[]
  readonly F: readonly number[]
  readonly Fp: readonly number[]
  readonly Fz: readonly number[]
  readonly dof: number
}

const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/nilearn-kernels-and-designs.json', import.meta.url), 'utf8'),
) as Record<string, unknown>

const { values } = golden['design_block_glover_str0.0'] as { values: number[][] }
const rows = golden['Y'] as number[][]
const designMatrix = transpose(fromColumns(values[0]?.length ?? 0, values))
const slab = slabOf([0, 1, 2].map((v) => rows.map((row) => row[v] ?? Number.NaN)))
const design = designOf(designMatrix)
const difference: Matrix = { rows: 1, columns: 7, data: Float64Array.of(1, -1, 0, 0, 0, 0, 0) }
const bothRows: Matrix = {
  rows: 2,
  columns: 7,
  data: Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0),
}

const cases: readonly [string, FitPlan, 'none' | 'percent-of-voxel-mean'][] = [
  ['glm_ols_scaled0', olsPlan(design), 'none'],
  ['glm_ar1_scaled0', ar1Plan(design, 100, 0), 'none'],
  ['glm_ols_scaled1', olsPlan(design), 'percent-of-voxel-mean'],
  ['glm_ar1_scaled1', ar1Plan(design, 100, 0), 'percent-of-voxel-mean'],
]

// The series are kept as float32 distances from their mean, here up to 20 with an error of 1e-6 per sample: relative to what
// they vary by that is 1e-7, and so are the estimates.
const tolerance = 1e-6

function expectAll(actual: ArrayLike<number> | undefined, expected: readonly number[], size: number): void {
  expect(actual?.length).toBe(expected.length)
  expected.forEach((value, v) => {
    expect(Math.abs((actual?.[v] ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance * size)
  })
}

const largest = (numbers: readonly number[]): number => Math.max(...numbers.map(Math.abs))

describe.each(cases)("nilearn's run_glm, %s (F12, F13, F14, F15, F17)", (name, plan, intensity) => {
  const reference = golden[name] as GlmGolden
  const factors = { intensity: { kind: intensity }, grandMean: 1, sessionGlobal: 1, meanVolumeFactor: 1 }
  const fit = fitSlab(plan, slab, voxelScaling(slab.means, factors))
  const t = contrastMaps(plan, fit, difference, [
    'effect',
    'variance',
    'standard-error',
    't',
    'p',
    'z',
    'noise-rho',
  ])
  const f = contrastMaps(plan, fit, bothRows, ['F', 'p', 'z', 'effect'])

  it('has its labels and degrees of freedom', () => {
    expect(Array.from(fit.noiseRho)).toEqual(reference.labels.map(Number))
    expect(statisticDf(plan, difference)).toEqual([reference.dof])
    expect(statisticDf(plan, bothRows)).toEqual([2, reference.dof])
  })

  it('has its betas', () => {
    reference.theta.forEach((row, k) => {
      expectAll(fit.beta.subarray(3 * k, 3 * k + 3), row, largest(row) + largest(reference.effect))
    })
  })

  it('has its effect, variance, t, p and z', () => {
    expectAll(t.effect, reference.effect, largest(reference.effect))
    expectAll(t.variance, reference.variance, largest(reference.variance))
    expectAll(t['standard-error'], reference.variance.map(Math.sqrt), 1)
    expectAll(t.t, reference.t, 10)
    expectAll(t.p, reference.p, 1)
    expectAll(t.z, reference.z, 10)
    reference.p.forEach((p, v) => {
      expect(Math.abs(Math.log((t.p?.[v] ?? 0) / p))).toBeLessThan(1e-5)
    })
  })

  it('has its F with p and z, and no effect for it', () => {
    expectAll(f.F, reference.F, 50)
    expectAll(f.z, reference.Fz, 10)
    reference.Fp.forEach((p, v) => {
      expect(Math.abs(Math.log((f.p?.[v] ?? 0) / p))).toBeLessThan(2e-5)
    })
    expect(f.effect).toBeUndefined()
  })
})

describe('z from p (F20)', () => {
  it.each([
    [0.5, 0],
    [1e-3, 3.090232306167813],
    [1e-310, 37.0470962993612],
    [1, -8.209536151601387],
  ])('p = %d', (p, z) => {
    expect(zScore(p)).toBeCloseTo(z, 12)
  })

  it('reads negative z off the lower tail', () => {
    expect(zScore(1, 1e-40)).toBeLessThan(-13)
  })
})
