import { expect, it } from 'vitest'
import { contrastCovariance } from '../../../src/core/contrast/contrastVariance.ts'
import type { Ar1FitPlan } from '../../../src/core/glm/fitPlan.ts'
import { contrastNumbers, contrastResponse, voxelFit } from '../../../src/core/glm/voxelFit.ts'
import { identity, zeros } from '../../../src/core/math/matrix.ts'
import { designReference, largestDifference, referenceMatrix } from '../../support/designReference.ts'

const { voxel } = designReference
const designMatrix = referenceMatrix()
const plan: Ar1FitPlan = {
  kind: 'nilearn-ar1',
  designMatrix,
  filterBasis: zeros(designMatrix.rows, 0),
  bins: 100,
  residualMean: 0,
  dispersionDivisor: 92,
  residualDf: 92,
}
const fit = voxelFit(plan, contrastCovariance(plan, identity(4), voxel.rho), Float64Array.from(voxel.y), {
  beta: Float64Array.from(voxel.beta),
  dispersion: voxel.dispersion,
  noiseRho: voxel.rho,
  rSquared: 0,
})
const difference = Float64Array.of(1, -1, 0, 0)

/** Double precision on signals of 100 through a design of condition number 30. */
const rounding = 1e-8

it('agrees with numpy scan by scan', () => {
  expect(largestDifference(fit.fitted, voxel.fitted)).toBeLessThan(rounding)
  expect(largestDifference(fit.whitenedResiduals, voxel.whitenedResiduals)).toBeLessThan(rounding)
  expect(largestDifference(fit.standardErrors, voxel.standardErrors)).toBeLessThan(rounding)
  expect(largestDifference(fit.fittedStandardErrors, voxel.fittedStandardErrors)).toBeLessThan(rounding)
})

it('agrees with numpy on a contrast and its response', () => {
  expect(contrastNumbers(fit, difference).t).toBeCloseTo(voxel.t, 8)
  const { adjusted, fitted } = contrastResponse(designMatrix, difference, fit)
  expect(largestDifference(adjusted, voxel.adjusted)).toBeLessThan(rounding)
  expect(
    largestDifference(
      fitted,
      [...adjusted].map((y, i) => y - (fit.residuals[i] ?? NaN)),
    ),
  ).toBeLessThan(rounding)
})
