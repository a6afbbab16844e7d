import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { multiplyComponent } from '../../../src/core/glm/spmComponentProduct.ts'
import { ar1Components, fastComponents, weightedRow } from '../../../src/core/glm/spmComponents.ts'
import { normalisedRow, whiteningSteps } from '../../../src/core/glm/spmWhitening.ts'
import { runToEnd } from '../../../src/core/glm/steps.ts'
import { identity, multiply, subtract, transpose, type Matrix } from '../../../src/core/math/matrix.ts'
import { createUniform } from '../../support/bruteForceFit.ts'
import { largest, toeplitz } from './spmSimulation.ts'

describe('covariance components', () => {
  it('expands AR(1) around 0.2', () => {
    const [first, second] = ar1Components(20)
    expect(Array.from(first?.firstRow.slice(0, 4) ?? [])).toEqual(
      [1, 0, -0.0400671, -0.0160403].map((value) => expect.closeTo(value, 7) as number),
    )
    expect(Array.from(second?.firstRow.slice(0, 4) ?? [])).toEqual(
      [1, 0.4, 0.1200671, 0.0320403].map((value) => expect.closeTo(value, 7) as number),
    )
    expect(second?.firstRow[6]).toBe(0)
  })

  it('spans time constants from TR / 4, six of them and no longer than 64 s', () => {
    expect(fastComponents(10, 2).length).toBe(18)
    expect(fastComponents(10, 2)[0]?.firstRow[1]).toBeCloseTo(Math.exp(-4), 15)
    expect(fastComponents(10, 2)[5]?.firstRow[1]).toBeCloseTo(4 * Math.exp(-2), 15)
    expect(fastComponents(10, 20).length).toBe(15)
  })

  it('multiplies by running sums what it would by matrices', () => {
    const next = createUniform()
    const a: Matrix = { rows: 3, columns: 60, data: Float64Array.from({ length: 180 }, () => next()) }
    for (const component of [...ar1Components(60), ...fastComponents(60, 1.37)]) {
      const direct = multiply(a, toeplitz(component.firstRow))
      const difference = largest(subtract(multiplyComponent(a, component), direct))
      expect(difference).toBeLessThan(1e-13 * (1 + largest(direct)))
    }
  })
})

describe('whitening', () => {
  it('is the symmetric inverse root of V up to the entries set to 0', () => {
    const weight = fc.double({ min: 0, max: 1.5, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 41 }), weight, (n, second) => {
        const row = normalisedRow(weightedRow(ar1Components(n), [0.5, second]))
        const w = runToEnd(whiteningSteps(row))
        const rest = subtract(multiply(multiply(w, toeplitz(row)), w), identity(n))
        // Up to n entries a row, each off by at most 1e-6, times the norm of V W.
        expect(largest(rest)).toBeLessThan(1e-6 * n)
        expect(largest(subtract(w, transpose(w)))).toBeLessThan(1e-15)
        expect(w.data.some((value) => value !== 0 && Math.abs(value) <= 1e-6)).toBe(false)
      }),
      { numRuns: 40 },
    )
  })
})
