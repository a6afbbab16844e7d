import { beforeAll, describe, expect, it } from 'vitest'
import { spmFStatistic } from '../../../src/core/contrast/spmF.ts'
import { fitSlab } from '../../../src/core/glm/fitSlab.ts'
import { spmFitPlan } from '../../../src/core/glm/spmPlan.ts'
import { columnOf, quadraticForm, zeros, type Matrix } from '../../../src/core/math/matrix.ts'
import { residualTo } from '../../../src/core/math/columnSpace.ts'
import {
  analyse,
  caseImage,
  caseNames,
  caseTable,
  doublePooledCovariance,
  noiseFrom,
  type SpmCase,
} from './spm12Case.ts'

/** Largest |a - b| over the entries of b, relative to the largest |b|. */
function deviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0
  let scale = 0
  for (let i = 0; i < b.length; i++) {
    const difference = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN))
    if (Number.isNaN(difference)) return NaN
    largest = Math.max(largest, difference)
    scale = Math.max(scale, Math.abs(b[i] ?? NaN))
  }
  return scale > 0 ? largest / scale : largest
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return deviation(a, b) * Array.from(b).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
}

const numbered = (kind: string, k: number): string => `${kind}_${String(k + 1).padStart(4, '0')}`

interface Estimates {
  readonly beta: Float64Array[]
  readonly dispersion: Float64Array
}

/** All voxels of the mask, in its order. */
function fitAll({ plan, slabs, scalings, voxels, design }: SpmCase): Estimates {
  const beta = Array.from({ length: design.matrix.columns }, () => new Float64Array(voxels.length))
  const dispersion = new Float64Array(voxels.length)
  let at = 0
  slabs.forEach((slab, i) => {
    const scaling = scalings[i]
    if (!scaling) return
    const fit = fitSlab(plan, slab, scaling)
    beta.forEach((column, j) => {
      column.set(fit.beta.subarray(j * fit.voxelCount, (j + 1) * fit.voxelCount), at)
    })
    dispersion.set(fit.dispersion, at)
    at += fit.voxelCount
  })
  return { beta, dispersion }
}

function combine(beta: readonly Float64Array[], weights: ArrayLike<number>): Float64Array {
  const result = new Float64Array(beta[0]?.length ?? 0)
  return result.map((_, v) =>
    beta.reduce((sum, column, j) => sum + (weights[j] ?? NaN) * (column[v] ?? NaN), 0),
  )
}

/** A contrast of every condition column. */
function conditionRows(design: SpmCase['design']): Matrix {
  const columns = [...design.columns.keys()].filter((j) => design.columns[j]?.role === 'condition')
  const rows = zeros(columns.length, design.matrix.columns)
  columns.forEach((j, i) => (rows.data[i * rows.columns + j] = 1))
  return rows
}

// From the run and its events alone; nothing that SPM12 stored is fed in.
describe.each(caseNames)('SPM12 case %s', (name) => {
  let run: SpmCase
  let estimates: Estimates
  const inMask = (image: string): Float64Array => {
    const values = caseImage(name, image)
    return Float64Array.from(run.voxels, (voxel) => values[voxel] ?? NaN)
  }

  beforeAll(() => {
    run = analyse(name)
    estimates = fitAll(run)
  })

  it('finds the globals, the scaling and the mask exactly', () => {
    // Sums in the same order in double: at most the last bits.
    expect(deviation(run.globals, run.info.rg)).toBeLessThan(1e-15)
    expect(deviation(run.scaleFactors.subarray(0, 1), [run.info.gSF])).toBeLessThan(1e-15)
    expect(run.voxels.length).toBe(run.info.n_voxels)
    const mask = caseImage(name, 'mask')
    expect(run.mask.findIndex((value, v) => value !== mask[v])).toBe(-1)
  })

  it('builds the design', () => {
    const table = caseTable(name, 'design_matrix')
    expect(run.design.matrix.columns).toBe(run.info.columns.length)
    expect(run.design.filterBasis.columns).toBe(run.info.n_dct)
    for (let j = 0; j < run.design.matrix.columns; j++) {
      const column = table.map((row) => row[j] ?? NaN)
      // Derivatives divide small differences of densities; all else is rounding.
      expect(deviation(columnOf(run.design.matrix, j), column)).toBeLessThan(1e-12)
    }
  })

  it('whitens and filters', () => {
    const table = caseTable(name, 'filtered_whitened_design').flat()
    const design =
      run.plan.spmInference?.whitenedDesign ?? residualTo(run.design.filterBasis, run.design.matrix)
    // Slabs keep 24 bits of every scan's distance from the mean; ReML carries some 1e-8 of that.
    expect(deviation(design.data, table)).toBeLessThan(1e-8)
    if (run.noise) {
      expect(deviation(run.noise.h, run.info.h)).toBeLessThan(1e-7)
      expect(deviation(run.noise.firstRow, run.info.V_first_row)).toBeLessThan(1e-8)
      expect(deviation(run.noise.whitening.data, run.info.W_first_row)).toBeLessThan(1e-8)
    }
  })

  it('reproduces the noise to rounding when the data are in double precision', () => {
    const { info } = run
    if (!run.noise) {
      expect(info.h).toEqual([])
      return
    }
    const noise = noiseFrom(run, doublePooledCovariance(run))
    const plan = spmFitPlan(run.design, noise)
    // FAST inverts curvatures of condition number above e^16; the independent numpy program differs from SPM12 by 1.4e-9.
    const fast = info.config.cvi === 'FAST'
    expect(deviation(noise.h, info.h)).toBeLessThan(fast ? 2e-8 : 1e-10)
    expect(deviation(noise.firstRow, info.V_first_row)).toBeLessThan(fast ? 1e-9 : 1e-11)
    expect(deviation(noise.whitening.data, info.W_first_row)).toBeLessThan(fast ? 1e-9 : 1e-11)
    expect([...noise.h.keys()].filter((i) => noise.h[i] === 0)).toEqual(
      [...info.h.keys()].filter((i) => info.h[i] === 0),
    )
    expect(deviation(plan.covariance.data, info.Bcov.flat())).toBeLessThan(fast ? 1e-9 : 1e-11)
    expect(Math.abs(plan.dispersionDivisor / info.trRV - 1)).toBeLessThan(1e-12)
  })

  it('counts degrees of freedom', () => {
    const { info, plan, design } = run
    expect(deviation(plan.covariance.data, info.Bcov.flat())).toBeLessThan(1e-8)
    expect(Math.abs(plan.dispersionDivisor - info.trRV)).toBeLessThan(1e-9)
    expect(Math.abs(plan.residualDf - info.erdf)).toBeLessThan(1e-9)
    const counted = design.matrix.rows - design.filterBasis.columns - design.matrix.columns
    expect(Math.abs(plan.residualDf - counted)).toBeLessThan(1e-6)
  })

  it('estimates betas and the residual variance', () => {
    // SPM12 writes float32: half a unit in the last place is 6e-8 of a value.
    estimates.beta.forEach((column, j) => {
      expect(deviation(column, inMask(numbered('beta', j)))).toBeLessThan(1e-6)
    })
    expect(deviation(estimates.dispersion, inMask('ResMS'))).toBeLessThan(1e-6)
  })

  it('computes effects, T and F', () => {
    const { plan, info, design } = run
    Object.values(info.contrasts).forEach((weights, k) => {
      const effect = combine(estimates.beta, weights)
      expect(deviation(effect, inMask(numbered('con', k)))).toBeLessThan(1e-6)
      const factor = quadraticForm(plan.covariance, weights)
      const t = effect.map((value, v) => value / Math.sqrt(factor * (estimates.dispersion[v] ?? NaN)))
      // Absolute, T up to 9: float32 files give 5e-7; leaving out the 1e-6 cut in W would cost 3e-6, a converged ReML 0.009.
      expect(largestDifference(t, inMask(numbered('spmT', k)))).toBeLessThan(2e-6)
    })
    const { projection, effectTrace, df } = spmFStatistic(plan, conditionRows(design))
    const tested = Array.from({ length: projection.rows }, (_, i) =>
      combine(estimates.beta, projection.data.subarray(i * projection.columns, (i + 1) * projection.columns)),
    )
    const f = estimates.dispersion.map(
      (dispersion, v) =>
        tested.reduce((sum, row) => sum + (row[v] ?? NaN) ** 2, 0) / effectTrace / dispersion,
    )
    expect(deviation(f, inMask('spmF_effects_of_interest'))).toBeLessThan(1e-6)
    expect(Math.abs(df[0] - tested.length)).toBeLessThan(1e-6)
    expect(df[1]).toBe(plan.residualDf)
  })
})
