import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastMaps } from '../../../src/core/contrast/statistics.ts'
import type { Design } from '../../../src/core/design/design.ts'
import type { FitPlan, SlabFit } from '../../../src/core/glm/fitPlan.ts'
import { fitSlab } from '../../../src/core/glm/fitSlab.ts'
import { ar1Plan } from '../../../src/core/glm/nilearnAr1.ts'
import { olsPlan } from '../../../src/core/glm/ols.ts'
import { columnOf, fromColumns, type Matrix } from '../../../src/core/math/matrix.ts'
import { createUniform, designOf, slabOf } from '../../support/bruteForceFit.ts'

const scans = 41
const voxels = 5
const uniform = createUniform()
const noise = (): Float64Array => Float64Array.from({ length: scans }, uniform)
const regressors = [noise(), noise(), noise(), new Float64Array(scans).fill(1)]
const series = Array.from({ length: voxels }, (_, v) =>
  noise().map((value, t) => 500 + 30 * v + 8 * value + 0.1 * t),
)
const slab = slabOf(series)
const raw = { scale: new Float64Array(voxels).fill(1), offset: slab.means }
const contrast: Matrix = { rows: 1, columns: 4, data: Float64Array.of(1, -0.5, 0.25, 0) }

const plans: [string, (design: Design) => FitPlan][] = [
  ['OLS', olsPlan],
  ['AR(1)', (design) => ar1Plan(design, 100, 0)],
]

function designWith(columns: readonly ArrayLike<number>[]): Design {
  return designOf(fromColumns(scans, columns))
}

function betaOf(fit: SlabFit, v: number): Float64Array {
  return Float64Array.from(
    { length: fit.beta.length / fit.voxelCount },
    (_, k) => fit.beta[k * fit.voxelCount + v] ?? NaN,
  )
}

function expectSame(
  actual: ArrayLike<number> | undefined,
  expected: ArrayLike<number> | undefined,
  relative: number,
): void {
  const size = Math.max(...Array.from(expected ?? []).map(Math.abs))
  Array.from(expected ?? [NaN]).forEach((value, i) => {
    expect(Math.abs((actual?.[i] ?? NaN) - value)).toBeLessThanOrEqual(relative * size)
  })
}

describe.each(plans)('%s', (_, planOf) => {
  const plan = planOf(designWith(regressors))
  const fit = fitSlab(plan, slab, raw)
  const maps = contrastMaps(plan, fit, contrast, ['effect', 'standard-error', 't'])

  it('gives the same effect when a regressor is rescaled together with its weight', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.nat(2), (factor, which) => {
        const scaled = regressors.map((column, k) =>
          k === which ? column.map((value) => value * factor) : column,
        )
        const weights = {
          ...contrast,
          data: contrast.data.map((weight, k) => (k === which ? weight * factor : weight)),
        }
        const plan = planOf(designWith(scaled))
        const again = contrastMaps(plan, fitSlab(plan, slab, raw), weights, ['effect', 'standard-error', 't'])
        // Rounding grows with the condition number, which the factor can raise to 1e4.
        for (const kind of ['effect', 'standard-error', 't'] as const)
          expectSame(again[kind], maps[kind], 1e-10)
      }),
    )
  })

  it('gives every voxel the same, wherever it stands', () => {
    const shuffled = fc.shuffledSubarray(Array.from(series.keys()), { minLength: voxels })
    fc.assert(
      fc.property(shuffled, (order) => {
        const other = slabOf(order.map((v) => series[v] ?? []))
        const again = fitSlab(plan, other, { scale: raw.scale, offset: other.means })
        order.forEach((v, at) => {
          expect(Array.from(betaOf(again, at))).toEqual(Array.from(betaOf(fit, v)))
          expect(again.dispersion[at]).toBe(fit.dispersion[v])
        })
      }),
    )
  })

  it("moves only the constant's beta when a constant is added", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (added) => {
        const moved = fitSlab(plan, slab, {
          scale: raw.scale,
          offset: slab.means.map((mean) => mean + added),
        })
        for (let v = 0; v < voxels; v++) {
          const before = betaOf(fit, v)
          const after = betaOf(moved, v)
          // The offset passes through a pseudo-inverse of 1: what other columns get of it is rounding, 1e-16 of its size.
          for (let k = 0; k < 3; k++)
            expect(Math.abs((after[k] ?? NaN) - (before[k] ?? NaN))).toBeLessThan(1e-10)
          expect(Math.abs((after[3] ?? NaN) - (before[3] ?? NaN) - added)).toBeLessThan(1e-10)
          expect(moved.dispersion[v]).toBe(fit.dispersion[v])
        }
      }),
    )
  })
})

describe('OLS', () => {
  it('leaves residuals orthogonal to the design', () => {
    const design = designWith(regressors)
    const fit = fitSlab(olsPlan(design), slab, raw)
    for (let v = 0; v < voxels; v++) {
      const beta = betaOf(fit, v)
      const residual = Float64Array.from({ length: scans }, (_, t) => {
        const value = (slab.centred[t * voxels + v] ?? NaN) + (slab.means[v] ?? NaN)
        return regressors.reduce((rest, column, k) => rest - (beta[k] ?? NaN) * (column[t] ?? NaN), value)
      })
      for (let k = 0; k < 4; k++) {
        const product = columnOf(design.matrix, k).reduce((sum, x, t) => sum + x * (residual[t] ?? NaN), 0)
        // n products of about 500: rounding of 1e-16 each.
        expect(Math.abs(product)).toBeLessThan(1e-10)
      }
    }
  })
})
