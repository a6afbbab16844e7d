import { beforeAll, describe, expect, it } from 'vitest'
import { spmFStatistic } from '../../../src/core/contrast/spmF.ts'
import { spmFitPlan } from '../../../src/core/glm/spmPlan.ts'
import { columnOf, quadraticForm } from '../../../src/core/math/matrix.ts'
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
import {
  combine,
  conditionRows,
  deviation,
  fitAll,
  largestDifference,
  numbered,
  type Estimates,
} from './spmEstimates.ts'

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
