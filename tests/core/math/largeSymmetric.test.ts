import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  foldColumns,
  foldMatrix,
  foldToeplitz,
  mapHalves,
  unfold,
  unfoldColumns,
} from '../../../src/core/math/centrosymmetric.ts'
import { inverse, symmetricEigen } from '../../../src/core/math/decompositions.ts'
import { integratedExponential } from '../../../src/core/math/matrixExponential.ts'
import {
  identity,
  multiply,
  multiplyVector,
  subtract,
  transpose,
  zeros,
  type Matrix,
} from '../../../src/core/math/matrix.ts'
import { multiplyByTranspose } from '../../../src/core/math/multiplyByTranspose.ts'
import { inverseRidge, regularisedInverse } from '../../../src/core/math/regularisedInverse.ts'
import { symmetricEigenRows } from '../../../src/core/math/symmetricEigenRows.ts'
import { residualTo, residualToInParts } from '../../../src/core/math/columnSpace.ts'
import {
  cholesky,
  symmetricInverse,
  symmetricInverseInParts,
} from '../../../src/core/math/symmetricInverse.ts'
import { logDeterminant, symmetricLogDeterminant } from '../../../src/core/math/symmetricLogDeterminant.ts'

function pausesAndResult<T>(parts: Generator<undefined, T, void>): readonly [number, T] {
  for (let pauses = 0; ; pauses++) {
    const part = parts.next()
    if (part.done === true) return [pauses, part.value]
  }
}

const entry = fc.double({ min: -2, max: 2, noNaN: true })

const matrixOf = (rows: number, columns: number): fc.Arbitrary<Matrix> =>
  fc
    .array(entry, { minLength: rows * columns, maxLength: rows * columns })
    .map((data) => ({ rows, columns, data: Float64Array.from(data) }))

const square = fc.integer({ min: 1, max: 9 }).chain((n) => matrixOf(n, n))
const symmetric = square.map((a) => multiply(a, transpose(a)))
/** Eigenvalues of at least 1. */
const definite = symmetric.map((a) => ({
  ...a,
  data: a.data.map((v, i) => (i % (a.rows + 1) === 0 ? v + 1 : v)),
}))

const size = (a: Matrix): number => a.data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
const distance = (a: Matrix, b: Matrix): number => size(subtract(a, b))

function toeplitz(row: Float64Array): Matrix {
  const n = row.length
  const result = zeros(n, n)
  for (let i = 0; i < n * n; i++) result.data[i] = row[Math.abs(Math.floor(i / n) - (i % n))] ?? NaN
  return result
}

describe('halves of a centrosymmetric matrix', () => {
  const rows = fc.array(entry, { minLength: 1, maxLength: 9 }).map((values) => Float64Array.from(values))

  it('unfold what was folded, of even and odd size', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const a = toeplitz(row)
        expect(distance(unfold(foldToeplitz(row)), a)).toBeLessThan(1e-14)
        expect(distance(unfold(foldMatrix(a)), a)).toBeLessThan(1e-14)
      }),
    )
  })

  it('give the inverse of the whole', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const dominant = row.map((value, k) => (k === 0 ? 40 : value))
        const whole = unfold(mapHalves(foldToeplitz(dominant), symmetricInverse))
        expect(distance(whole, inverse(toeplitz(dominant)))).toBeLessThan(1e-15)
      }),
    )
  })

  it('change the basis of columns and back', () => {
    fc.assert(
      fc.property(square, (a) => {
        expect(distance(unfoldColumns(foldColumns(a)), a)).toBeLessThan(1e-14)
      }),
    )
  })
})

describe('products, inverses and eigenvectors', () => {
  it('multiplies rows by rows', () => {
    const pair = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .chain(([m, k, n]) => fc.tuple(matrixOf(m, n), matrixOf(k, n)))
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(distance(multiplyByTranspose(a, b), multiply(a, transpose(b)))).toBeLessThan(1e-13)
      }),
    )
  })

  it('inverts definite and indefinite matrices', () => {
    fc.assert(
      fc.property(definite, (a) => {
        expect(cholesky(a)).toBeDefined()
        expect(distance(multiply(a, symmetricInverse(a)), identity(a.rows))).toBeLessThan(1e-11)
      }),
    )
    const indefinite: Matrix = { rows: 2, columns: 2, data: Float64Array.of(1, 3, 3, 1) }
    expect(cholesky(indefinite)).toBeUndefined()
    expect([...symmetricInverse(indefinite).data]).toEqual([-0.125, 0.375, 0.375, -0.125])
  })

  it('pauses between the parts of an inverse and of a projection, whose numbers stay the same to the bit', () => {
    const size = 5
    const a: Matrix = {
      ...zeros(size, size),
      data: Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 2 : 1 / (size + 2))),
    }
    const basis: Matrix = { rows: 5, columns: 1, data: Float64Array.of(0.6, 0, 0.8, 0, 0) }
    expect(pausesAndResult(symmetricInverseInParts(a))).toEqual([2, symmetricInverse(a)])
    expect(pausesAndResult(residualToInParts(basis, a))).toEqual([3, residualTo(basis, a)])
  })

  it('decomposes symmetric matrices, repeated eigenvalues included', () => {
    fc.assert(
      fc.property(fc.oneof(symmetric, fc.constant(identity(5)), fc.constant(zeros(4, 4))), (a) => {
        const { values, vectors } = symmetricEigenRows(a)
        const scaledRows = {
          ...vectors,
          data: vectors.data.map((v, i) => v * (values[Math.floor(i / a.rows)] ?? NaN)),
        }
        expect(distance(multiply(transpose(vectors), scaledRows), a)).toBeLessThan(1e-12 * (1 + size(a)))
        expect(distance(multiply(vectors, transpose(vectors)), identity(a.rows))).toBeLessThan(1e-13)
      }),
    )
  })

  it('keeps vectors orthonormal where elements are the least numbers there are', () => {
    const data = new Float64Array(16)
    data[5] = 0.01
    data[6] = data[9] = Number.MIN_VALUE
    const { vectors } = symmetricEigenRows({ rows: 4, columns: 4, data })
    expect(distance(multiply(vectors, transpose(vectors)), identity(4))).toBeLessThan(1e-15)
  })

  it('agrees with the general decomposition on a large Toeplitz matrix', () => {
    const a = toeplitz(Float64Array.from({ length: 151 }, (_, k) => 0.6 ** k))
    const own = symmetricEigenRows(a).values.toSorted()
    const general = symmetricEigen(a).values
    expect(Math.max(...own.map((value, i) => Math.abs(value - (general[i] ?? NaN))))).toBeLessThan(1e-13)
  })
})

describe('the regularised step', () => {
  it('is the first column of the exponential of the bordered matrix', () => {
    // expm([0 0; tau g, tau h]) for a scalar: (e^(tau h) - 1) g / h.
    const h: Matrix = { rows: 1, columns: 1, data: Float64Array.of(-2) }
    expect(integratedExponential(h, Float64Array.of(3), 0.5)[0]).toBeCloseTo((3 * (1 - Math.exp(-1))) / 2, 15)
    expect(integratedExponential(zeros(1, 1), Float64Array.of(3), 0.5)[0]).toBe(1.5)
  })

  it('tends to the Newton step', () => {
    fc.assert(
      fc.property(definite, (a) => {
        const g = Float64Array.from({ length: a.rows }, (_, i) => i + 1)
        const negative = { ...a, data: a.data.map((value) => -value) }
        const newton = multiplyVector(inverse(a), g)
        const step = integratedExponential(negative, g, 100)
        expect(Math.max(...step.map((value, i) => Math.abs(value - (newton[i] ?? NaN))))).toBeLessThan(1e-9)
      }),
    )
  })
})

describe("SPM12's inverse and determinant", () => {
  it('adds the spacing of the norm, but at least e^-32', () => {
    expect(inverseRidge(0, 3)).toBe(Math.exp(-32))
    expect(inverseRidge(1e6, 3)).toBe(3 * 2 ** (19 - 52))
    const singular: Matrix = { rows: 1, columns: 1, data: Float64Array.of(0) }
    expect(regularisedInverse(singular).data[0]).toBeCloseTo(Math.exp(32), -3)
  })

  it('ignores singular values outside 1e-16 to 1e16', () => {
    const diagonal = (...values: number[]): Matrix => {
      const a = zeros(values.length, values.length)
      values.forEach((value, i) => (a.data[i * values.length + i] = value))
      return a
    }
    expect(logDeterminant(diagonal(2, 3))).toBeCloseTo(Math.log(6), 14)
    expect(symmetricLogDeterminant(diagonal(2, -3, 1e-17))).toBeCloseTo(Math.log(6), 14)
    expect(symmetricLogDeterminant(diagonal(2, 3, 1e-17))).toBeCloseTo(Math.log(6e-17), 12)
  })
})
