import { describe, expect, it } from 'vitest'
import { confoundColumns } from '../../../src/core/design/confounds.ts'
import { Refusal } from '../../../src/core/finding.ts'
import { fromColumns } from '../../../src/core/math/matrix.ts'

const table = {
  columns: ['trans_x', 'fd'],
  values: fromColumns(3, [
    [1, 2, 6],
    [NaN, 3, 6],
  ]),
}

describe('confoundColumns', () => {
  it('keeps the asked order and the values as they are', () => {
    const columns = confoundColumns(table, { columns: ['fd', 'trans_x'], centre: false, missing: 'zero' }, 3)
    expect(columns.map(({ name, values, filledCount }) => [name, [...values], filledCount])).toEqual([
      ['fd', [0, 3, 6], 1],
      ['trans_x', [1, 2, 6], 0],
    ])
  })

  it('centres after filling', () => {
    const [fd] = confoundColumns(table, { columns: ['fd'], centre: true, missing: 'zero' }, 3)
    expect([...(fd?.values ?? [])]).toEqual([-3, 0, 3])
  })

  it.each([
    ['confound-missing-value', { columns: ['fd'], centre: false, missing: 'error' }, 3],
    ['confound-unknown', { columns: ['toString'], centre: false, missing: 'zero' }, 3],
    ['confounds-length', { columns: ['fd'], centre: false, missing: 'zero' }, 4],
  ] as const)('refuses: %s', (code, choice, scanCount) => {
    try {
      confoundColumns(table, choice, scanCount)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
      expect((error as Refusal).finding.code).toBe(code)
    }
  })
})
