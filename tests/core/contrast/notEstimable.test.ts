import { describe, expect, it } from 'vitest'
import { notEstimable } from '../../../src/core/contrast/notEstimable.ts'
import { fromColumns } from '../../../src/core/math/matrix.ts'

// Two groups and their sum: rank 2 with three columns.
const design = fromColumns(6, [
  [1, 1, 1, 1, 1, 1],
  [1, 1, 1, 0, 0, 0],
  [0, 0, 0, 1, 1, 1],
])
const row = (...weights: number[]) => ({ rows: 1, columns: 3, data: Float64Array.from(weights) })
const names = ['constant', 'left', 'right']

describe('notEstimable', () => {
  it('lets a difference pass that every solution agrees on', () => {
    expect(notEstimable(design, row(0, 1, -1), names)).toBeNull()
    expect(notEstimable(design, row(1, 0.5, 0.5), names)).toBeNull()
  })

  it('refuses a single column of a dependent set and names the set', () => {
    const finding = notEstimable(design, row(0, 1, 0), names)
    expect(finding?.code).toBe('contrast-not-estimable')
    expect(finding?.message).toContain('constant, left, right')
  })
})
