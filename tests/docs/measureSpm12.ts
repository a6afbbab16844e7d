import { spmFStatistic } from '../../src/core/contrast/spmF.ts'
import { residualTo } from '../../src/core/math/columnSpace.ts'
import { columnOf, quadraticForm } from '../../src/core/math/matrix.ts'
import {
  analyse,
  caseImage,
  caseNames,
  caseTable,
  doublePooledCovariance,
  noiseFrom,
  type SpmCase,
} from '../core/glm/spm12Case.ts'
import {
  combine,
  conditionRows,
  deviation,
  fitAll,
  largestDifference,
  numbered,
  type Estimates,
} from '../core/glm/spmEstimates.ts'
import type { AgreementCollector, AgreementMeasure } from './agreementRows.ts'

type Add = (quantity: string, measure: AgreementMeasure, value: number) => void

/** Adds every deviation of our SPM12 pipelines from what SPM12 stored. */
export function measureSpm12(agreement: AgreementCollector): void {
  for (const name of caseNames) {
    const run = analyse(name)
    const column = run.info.config.cvi === 'FAST' ? 'fast' : 'spm'
    const add: Add = (quantity, measure, value) => agreement.add(column, [quantity, measure], value)
    measureData(name, run, add)
    measureNoise(name, run, add)
    measureMaps(name, run, add)
  }
}

function measureData(name: string, run: SpmCase, add: Add): void {
  const { info, design } = run
  const table = caseTable(name, 'design_matrix')
  for (let j = 0; j < design.matrix.columns; j++) {
    const column = table.map((row) => row[j] ?? NaN)
    add('Design matrix', 'of the largest', deviation(columnOf(design.matrix, j), column))
  }
  const mask = caseImage(name, 'mask')
  add('Mask', 'voxels', run.mask.filter((value, v) => value !== mask[v]).length)
  add('Degrees of freedom', 'absolute', Math.abs(run.plan.residualDf - info.erdf))
  add('Globals and their scale factor', 'of the largest', deviation(run.globals, info.rg))
  add(
    'Globals and their scale factor',
    'of the largest',
    deviation(run.scaleFactors.subarray(0, 1), [info.gSF]),
  )
}

function measureNoise(name: string, run: SpmCase, add: Add): void {
  const { info, design, plan, noise } = run
  const stored = caseTable(name, 'filtered_whitened_design').flat()
  const whitened = plan.spmInference?.whitenedDesign ?? residualTo(design.filterBasis, design.matrix)
  if (noise) {
    const exact = noiseFrom(run, doublePooledCovariance(run))
    add('Hyperparameters h', 'of the largest', deviation(noise.h, info.h))
    add('h with the pool in double precision', 'of the largest', deviation(exact.h, info.h))
    add('Noise covariance V', 'of the largest', deviation(noise.firstRow, info.V_first_row))
    add('V with the pool in double precision', 'of the largest', deviation(exact.firstRow, info.V_first_row))
    add('Whitening W', 'of the largest', deviation(noise.whitening.data, info.W_first_row))
  }
  add('Whitened, filtered design KWX', 'of the largest', deviation(whitened.data, stored))
  add('Covariance of the betas', 'of the largest', deviation(plan.covariance.data, info.Bcov.flat()))
  add('Divisor of the residual variance, tr RV', 'absolute', Math.abs(plan.dispersionDivisor - info.trRV))
}

function measureMaps(name: string, run: SpmCase, add: Add): void {
  const { info, plan, design } = run
  const estimates = fitAll(run)
  const inMask = (image: string): Float64Array => {
    const values = caseImage(name, image)
    return Float64Array.from(run.voxels, (voxel) => values[voxel] ?? NaN)
  }
  estimates.beta.forEach((column, j) => {
    add('Betas', 'of the largest', deviation(column, inMask(numbered('beta', j))))
  })
  add('Residual variance σ²', 'of the largest', deviation(estimates.dispersion, inMask('ResMS')))
  Object.values(info.contrasts).forEach((weights, k) => {
    const effect = combine(estimates.beta, weights)
    add('Effect (contrast of betas)', 'of the largest', deviation(effect, inMask(numbered('con', k))))
    const factor = quadraticForm(plan.covariance, weights)
    const t = effect.map((value, v) => value / Math.sqrt(factor * (estimates.dispersion[v] ?? NaN)))
    add('t', 'absolute', largestDifference(t, inMask(numbered('spmT', k))))
  })
  add(
    'F',
    'of the largest',
    deviation(fOfConditions(estimates, design, plan), inMask('spmF_effects_of_interest')),
  )
}

function fOfConditions(
  { beta, dispersion }: Estimates,
  design: SpmCase['design'],
  plan: SpmCase['plan'],
): Float64Array {
  const { projection, effectTrace } = spmFStatistic(plan, conditionRows(design))
  const tested = Array.from({ length: projection.rows }, (_, i) =>
    combine(beta, projection.data.subarray(i * projection.columns, (i + 1) * projection.columns)),
  )
  return dispersion.map(
    (value, v) => tested.reduce((sum, row) => sum + (row[v] ?? NaN) ** 2, 0) / effectTrace / value,
  )
}
