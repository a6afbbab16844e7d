import { describe, expect, it } from 'vitest'
import { cosineDrift, dctFilterBasis, polynomialDrift } from '../../../src/core/design/drift.ts'
import { linspace } from '../../../src/core/math/interpolate.ts'
import { columnOf, multiplyTransposed } from '../../../src/core/math/matrix.ts'

const frames = (n: number, repetitionTime: number) => linspace(0, (n - 1) * repetitionTime, n)

describe('cosineDrift', () => {
  it.each([
    [100, 2, 0.01, 5],
    [100, 2, 1 / 128, 4],
    [84, 7, 0.01, 12],
    [96, 7, 1 / 128, 11],
    [200, 2, 0.01, 9],
  ])('%i scans of %d s at %d Hz: %i columns with the constant', (n, repetitionTime, cutoffHz, count) => {
    expect(cosineDrift(frames(n, repetitionTime), cutoffHz).columns + 1).toBe(count)
  })

  it('has columns of unit length', () => {
    const drift = cosineDrift(frames(100, 2), 0.01)
    expect(drift.data[0]).toBeCloseTo(0.1414039094355503, 15)
    const gram = multiplyTransposed(drift, drift)
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) expect(gram.data[i * 4 + j]).toBeCloseTo(i === j ? 1 : 0, 14)
    }
  })

  it('never has more columns than scans less one', () => {
    expect(cosineDrift(frames(10, 2), 5).columns).toBe(9)
    expect(cosineDrift(frames(10, 2), 0).columns).toBe(0)
  })
})

describe('polynomialDrift', () => {
  it('goes from -0.5 to 0.5 in order 1', () => {
    const drift = polynomialDrift(frames(100, 2), 1)
    expect(drift.columns).toBe(1)
    expect(drift.data[0]).toBeCloseTo(-0.5, 14)
    expect(drift.data[99]).toBeCloseTo(0.5, 14)
  })

  it('is orthogonal in order 3', () => {
    const drift = polynomialDrift(frames(5, 1), 3)
    const expected = [0.125, -0.0625, -0.125, -0.0625, 0.125]
    columnOf(drift, 1).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 14))
    const gram = multiplyTransposed(drift, drift)
    expect(gram.data[1]).toBeCloseTo(0, 14)
    expect(gram.data[2]).toBeCloseTo(0, 14)
    expect(gram.data[5]).toBeCloseTo(0, 14)
  })

  it('is empty in order 0', () => {
    expect(polynomialDrift(frames(5, 1), 0).columns).toBe(0)
  })
})

describe('dctFilterBasis', () => {
  it.each([
    [100, 2, 128, 3],
    [200, 2, 128, 6],
    [84, 7, 128, 9],
    [100, 2, 1e6, 0],
  ])('%i scans of %d s, %d s: %i cosines', (n, repetitionTime, cutoff, count) => {
    expect(dctFilterBasis(n, repetitionTime, cutoff).columns).toBe(count)
  })

  it('filters a ramp as SPM12 does', () => {
    const basis = dctFilterBasis(100, 2, 128)
    const ramp = { rows: 100, columns: 1, data: Float64Array.from({ length: 100 }, (_, i) => i + 1) }
    const coordinates = multiplyTransposed(basis, ramp)
    const filtered = (scan: number) =>
      scan +
      1 -
      coordinates.data.reduce((sum, value, k) => sum + value * (basis.data[scan * 3 + k] ?? NaN), 0)
    expect(filtered(0)).toBeCloseTo(46.018305486501511, 10)
    expect(filtered(49)).toBeCloseTo(50.424517923731827, 10)
  })
})
