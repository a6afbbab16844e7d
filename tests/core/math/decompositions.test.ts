import fc from 'fast-check'
import { expect, it } from 'vitest'
import { svd } from '../../../src/core/math/decompositions.ts'
import { multiply, transpose, type Matrix } from '../../../src/core/math/matrix.ts'

const matrix = fc
  .record({ rows: fc.integer({ min: 1, max: 8 }), columns: fc.integer({ min: 1, max: 8 }) })
  .chain(({ rows, columns }) =>
    fc
      .array(fc.double({ min: -9, max: 9, noNaN: true }), {
        minLength: rows * columns,
        maxLength: rows * columns,
      })
      .map((data): Matrix => ({ rows, columns, data: Float64Array.from(data) })),
  )

/** Of numbers up to 9 in up to 8 x 8 products: a hundred times what such sums round to. */
const tolerance = 1e-12

it('a singular value decomposition gives its matrix back, also when it is asked for again', () => {
  fc.assert(
    fc.property(matrix, (a) => {
      for (const { u, s, v } of [svd(a), svd(a), svd({ ...a })]) {
        const scaled = { ...u, data: u.data.map((value, i) => value * (s[i % u.columns] ?? NaN)) }
        const product = multiply(scaled, transpose(v))
        product.data.forEach((value, i) =>
          expect(Math.abs(value - (a.data[i] ?? NaN))).toBeLessThan(tolerance),
        )
      }
    }),
  )
})

it('a singular value decomposition takes numbers that have lost their digits as zero', () => {
  for (const large of [1, 9e-12]) {
    for (const tiny of [5e-324, 5e-318, 5e-310]) {
      const { s } = svd({ rows: 2, columns: 2, data: Float64Array.of(-tiny, -large, tiny, 0) })
      expect(Math.abs((s[0] ?? NaN) / large - 1)).toBeLessThan(tolerance)
      expect(s[1]).toBe(0)
    }
  }
})

it('the decomposition of a matrix is made once', () => {
  const a: Matrix = { rows: 2, columns: 1, data: Float64Array.of(3, 4) }
  expect(svd(a)).toBe(svd(a))
  expect(svd({ ...a })).not.toBe(svd(a))
})
