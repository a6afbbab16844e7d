import { describe, expect, it } from 'vitest'
import { estimability } from '../../../src/core/contrast/estimability.ts'
import { fromColumns } from '../../../src/core/math/matrix.ts'

const groups = fromColumns(6, [
  [1, 1, 1, 1, 1, 1],
  [1, 1, 1, 0, 0, 0],
  [0, 0, 0, 1, 1, 1],
])
const row = (...weights: number[]) => ({ rows: 1, columns: weights.length, data: Float64Array.from(weights) })

describe('estimability', () => {
  it('agrees with SPM12 on two groups and their sum', () => {
    expect(estimability(groups, row(0, 1, -1)).estimable).toBe(true)
    expect(estimability(groups, row(1, 0.5, 0.5)).estimable).toBe(true)
    const alone = estimability(groups, row(0, 1, 0))
    expect(alone.estimable).toBe(false)
    expect(alone.tolerance).toBeCloseTo(3.9968e-15, 18)
    expect(alone.deviation).toBeCloseTo(1 / 3, 12)
    expect(alone.involvedColumns).toEqual([0, 1, 2])
  })

  it('wants every row of an F contrast', () => {
    const both = { rows: 2, columns: 3, data: Float64Array.from([0, 1, -1, 0, 1, 0]) }
    expect(estimability(groups, both).estimable).toBe(false)
  })

  it('leaves columns out that have no part in it', () => {
    const unrelated = fromColumns(6, [
      [1, 1, 1, 0, 0, 0],
      [2, 2, 2, 0, 0, 0],
      [1, 2, 3, 4, 5, 7],
    ])
    expect(estimability(unrelated, row(1, 0, 0)).involvedColumns).toEqual([0, 1])
    expect(estimability(unrelated, row(0, 0, 1)).estimable).toBe(true)
  })

  it('holds for any contrast of a full-rank design, however small its numbers', () => {
    const small = fromColumns(6, [
      [1e-9, 0, 0, 2e-9, 0, 0],
      [0, 3e-9, 0, 1e-9, 0, 0],
    ])
    expect(estimability(small, row(1, 1e6)).estimable).toBe(true)
  })
})
