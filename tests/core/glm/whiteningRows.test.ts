import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { whitenedBy, whiteningRows } from '../../../src/core/glm/whiteningRows.ts'
import { multiply, type Matrix } from '../../../src/core/math/matrix.ts'

const entry = fc.double({ min: -2, max: 2, noNaN: true, noDefaultInfinity: true })

const matrixOf = (rows: number, columns: number, values = entry): fc.Arbitrary<Matrix> =>
  fc
    .array(values, { minLength: rows * columns, maxLength: rows * columns })
    .map((data) => ({ rows, columns, data: Float64Array.from(data) }))

/** A matrix with zeros anywhere, rows of nothing else included, and one to multiply. */
const factors = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }))
  .chain(([n, columns]) => fc.tuple(matrixOf(n, n, fc.oneof(fc.constant(0), entry)), matrixOf(n, columns)))

describe('rows of a whitening', () => {
  it('multiply as the whole matrix does', () => {
    fc.assert(
      fc.property(factors, ([whitening, a]) => {
        const found = whitenedBy(whiteningRows(whitening), a)
        // The same products in the same order; only a zero may have another sign.
        expect(found).toEqual({ ...found, data: multiply(whitening, a).data.map((value) => value + 0) })
      }),
    )
  })

  it('keep the stretch that is not zero, all in one array', () => {
    const whitening = { rows: 3, columns: 3, data: Float64Array.of(1, 2, 0, 0, 0, 0, 0, 3, 0) }
    const rows = whiteningRows(whitening)
    expect(rows.map(({ first, weights }) => [first, ...weights])).toEqual([[0, 1, 2], [0], [1, 3]])
    expect(new Set(rows.map(({ weights }) => weights.buffer)).size).toBe(1)
    expect(rows[0]?.weights.buffer.byteLength).toBe(3 * 8)
  })
})
