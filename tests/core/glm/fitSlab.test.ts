import { describe, expect, it } from 'vitest'
import { contrastMaps } from '../../../src/core/contrast/statistics.ts'
import { fitSlab } from '../../../src/core/glm/fitSlab.ts'
import type { CommonFitPlan, FitPlan, SlabFit, VoxelScaling } from '../../../src/core/glm/fitPlan.ts'
import { ar1Covariance } from '../../../src/core/contrast/ar1Covariance.ts'
import { whitenAr1 } from '../../../src/core/math/lag.ts'
import { ar1Plan, needsResidualMean, slabResidualSum } from '../../../src/core/glm/nilearnAr1.ts'
import { olsPlan } from '../../../src/core/glm/ols.ts'
import { whiteningRows } from '../../../src/core/glm/whiteningRows.ts'
import { pseudoInverse } from '../../../src/core/math/decompositions.ts'
import {
  fromColumns,
  multiply,
  multiplyTransposed,
  subtract,
  transpose,
  zeros,
  type Matrix,
} from '../../../src/core/math/matrix.ts'
import type { Design } from '../../../src/core/design/design.ts'
import type { Slab } from '../../../src/core/volume/slab.ts'
import { bruteFit, createUniform, designOf, slabOf } from '../../support/bruteForceFit.ts'

const scans = 83
const uniform = createUniform()

/** Columns of smooth pseudo-random drift and events; `constant` appends a column of ones. */
function columns(count: number, constant: boolean): Float64Array[] {
  const made = Array.from({ length: count }, (_, k) =>
    Float64Array.from(
      { length: scans },
      (_, t) => Math.cos(((t + 0.5) * (k + 1) * Math.PI * 1.37) / scans) + uniform(),
    ),
  )
  return constant ? [...made, new Float64Array(scans).fill(1)] : made
}

function dctBasis(count: number): Matrix {
  return fromColumns(
    scans,
    Array.from({ length: count }, (_, k) =>
      Float64Array.from(
        { length: scans },
        (_, t) => Math.sqrt(2 / scans) * Math.cos((Math.PI / scans) * (t + 0.5) * (k + 1)),
      ),
    ),
  )
}

function seriesOf(voxels: number): Float64Array[] {
  return Array.from({ length: voxels }, (_, v) => {
    let previous = 0
    return Float64Array.from({ length: scans }, (_, t) => {
      previous = 10 * uniform() + (v / voxels) * 0.9 * previous
      return 900 + 7 * v + previous + 3 * Math.cos((Math.PI * (t + 0.5) * 2) / scans)
    })
  })
}

/** The modelled series as fitSlab understands it: scale * centred + offset, from the stored float32. */
function modelled(slab: Slab, scaling: VoxelScaling, v: number): Float64Array {
  return Float64Array.from(
    { length: slab.scanCount },
    (_, t) =>
      (scaling.scale[v] ?? 0) * (slab.centred[t * slab.voxelCount + v] ?? 0) + (scaling.offset[v] ?? 0),
  )
}

const voxels = 9
const slab = slabOf(seriesOf(voxels))
const rawScaling: VoxelScaling = { scale: new Float64Array(voxels).fill(1), offset: slab.means }
const mixedScaling: VoxelScaling = {
  scale: slab.means.map((mean) => 100 / mean),
  offset: slab.means.map((mean) => mean / 9 - 100),
}

const designs: Record<string, Design> = {
  'with a constant': designOf(fromColumns(scans, columns(5, true))),
  'without a constant': designOf(fromColumns(scans, columns(5, false))),
  'with a constant and a filter': designOf(fromColumns(scans, columns(4, true)), dctBasis(4)),
  'without a constant, with a filter': designOf(fromColumns(scans, columns(3, false)), dctBasis(5)),
  'rank-deficient': (() => {
    const made = columns(4, true)
    const [first = new Float64Array(scans), second = new Float64Array(scans)] = made
    return designOf(fromColumns(scans, [...made, first.map((value, t) => value - 2 * (second[t] ?? 0))]))
  })(),
  'a filter that holds a column': (() => {
    const basis = dctBasis(3)
    const column = Float64Array.from({ length: scans }, (_, t) => basis.data[t * 3 + 1] ?? 0)
    return designOf(fromColumns(scans, [...columns(3, true), column]), basis)
  })(),
}

function expectClose(value: number, reference: number, size: number, tolerance = 1e-9): void {
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(tolerance * size)
}

function expectVoxel(fit: SlabFit, v: number, plan: FitPlan, brute: ReturnType<typeof bruteFit>): void {
  const size = Math.max(...brute.beta.map(Math.abs))
  brute.beta.forEach((value, k) => {
    expectClose(fit.beta[k * fit.voxelCount + v] ?? Number.NaN, value, size)
  })
  expectClose(
    fit.dispersion[v] ?? Number.NaN,
    brute.rss / plan.dispersionDivisor,
    brute.rss / plan.dispersionDivisor,
  )
  expectClose(fit.rSquared[v] ?? Number.NaN, brute.rSquared, Math.max(1, brute.rSquared))
}

describe.each(Object.entries(designs))('a design %s', (name, design) => {
  describe.each([
    ['raw units', rawScaling],
    ['scale and offset', mixedScaling],
  ])('in %s', (_, scaling) => {
    it('is fitted by OLS as the pseudo-inverse says', () => {
      const plan = olsPlan(design)
      const fit = fitSlab(plan, slab, scaling)
      for (let v = 0; v < voxels; v++) {
        expectVoxel(
          fit,
          v,
          plan,
          bruteFit(design, (m) => m, modelled(slab, scaling, v)),
        )
      }
    })

    it('is fitted by AR(1) as written-out residuals and whitened pseudo-inverses say', () => {
      const all = Array.from(
        { length: voxels },
        (_, v) => bruteFit(design, (m) => m, modelled(slab, scaling, v)).residual.data,
      )
      const mean = all.reduce((sum, e) => sum + e.reduce((a, b) => a + b, 0), 0) / (voxels * scans)
      const { sum, sampleCount } = slabResidualSum(design, slab, scaling)
      expectClose(sum / sampleCount, mean, 1, 1e-9)
      expect(needsResidualMean(design)).toBe(name.startsWith('without'))
      const plan = ar1Plan(design, 100, sum / sampleCount)
      const fit = fitSlab(plan, slab, scaling)
      all.forEach((residual, v) => {
        const e = residual.map((value) => value - mean)
        const r0 = e.reduce((total, value) => total + value * value, 0) / (scans * scans)
        const r1 = e.reduce((total, value, t) => total + value * (e[t + 1] ?? 0), 0) / ((scans - 1) * scans)
        const rho = Math.trunc((r1 / r0) * 100) / 100
        expect(fit.noiseRho[v]).toBe(rho)
        expectVoxel(
          fit,
          v,
          plan,
          bruteFit(design, (m) => whitenAr1(m, rho), modelled(slab, scaling, v)),
        )
      })
    })
  })

  it('has the AR(1) covariance of its whitened pseudo-inverse', () => {
    const filtered = (m: Matrix): Matrix =>
      subtract(m, multiply(design.filterBasis, multiplyTransposed(design.filterBasis, m)))
    const plan = ar1Plan(design, 100, 0)
    for (const rho of [-0.3, 0, 0.42, 0.97]) {
      const pinv = pseudoInverse(filtered(whitenAr1(design.matrix, rho)))
      const expected = multiply(pinv, transpose(pinv))
      const size = Math.max(...expected.data)
      ar1Covariance(plan, rho).data.forEach((value, i) => {
        expectClose(value, expected.data[i] ?? Number.NaN, size, 1e-8)
      })
    }
  })

  it('is fitted with a banded whitening as the pseudo-inverse says', () => {
    const whitening = zeros(scans, scans)
    for (let i = 0; i < scans; i++) {
      for (let j = Math.max(0, i - 3); j <= Math.min(scans - 1, i + 3); j++) {
        whitening.data[i * scans + j] =
          (i === j ? 1.1 : 0) + 0.6 * (-0.4) ** Math.abs(i - j) + 0.001 * Math.cos(i + j)
      }
    }
    const plain = olsPlan(design)
    const plan: CommonFitPlan = { ...plain, whitening: whiteningRows(whitening) }
    const fit = fitSlab(plan, slab, mixedScaling)
    for (let v = 0; v < voxels; v++) {
      expectVoxel(
        fit,
        v,
        plan,
        bruteFit(design, (m) => multiply(whitening, m), modelled(slab, mixedScaling, v)),
      )
    }
  })
})

describe('a voxel constant in time', () => {
  it('keeps 0 in every estimate and map, and p = 1/2', () => {
    const flat = slabOf([new Float64Array(scans).fill(812.5), ...seriesOf(2)])
    const scaling = { scale: new Float64Array(3).fill(1), offset: flat.means }
    const design = designs['with a constant'] ?? designOf(zeros(1, 1))
    for (const plan of [olsPlan(design), ar1Plan(design, 100, 0)]) {
      const fit = fitSlab(plan, flat, scaling)
      for (let k = 0; k < 6; k++) expect(fit.beta[k * 3]).toBe(0)
      expect([fit.dispersion[0], fit.noiseRho[0], fit.rSquared[0]]).toEqual([0, 0, 0])
      const maps = contrastMaps(plan, fit, fromColumns(1, [[1], [0], [0], [0], [0], [0]]), [
        'effect',
        't',
        'z',
        'p',
      ])
      expect([maps.effect?.[0], maps.t?.[0], maps.z?.[0], maps.p?.[0]]).toEqual([0, 0, 0, 0.5])
      expect(fit.dispersion[1]).toBeGreaterThan(0)
    }
  })
})
