import { describe, expect, it } from 'vitest'
import { contrastRows } from '../../../src/core/contrast/weights.ts'
import { Refusal } from '../../../src/core/finding.ts'

const columns = ['movement', 'rest', '__proto__', 'constant']

function refusalOf(action: () => unknown): Refusal {
  try {
    action()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('was not refused')
}

describe('contrastRows', () => {
  it('reads expressions, t weights and F rows', () => {
    expect([...contrastRows({ kind: 'expression', text: 'movement - rest' }, columns).data]).toEqual([
      1, -1, 0, 0,
    ])
    const named = JSON.parse('{"__proto__": 2, "rest": -1}') as Record<string, number>
    expect([...contrastRows({ kind: 't', weights: named }, columns).data]).toEqual([0, -1, 2, 0])
    const f = contrastRows({ kind: 'F', rows: [{ movement: 1 }, { rest: 1 }] }, columns)
    expect([f.rows, f.columns, ...f.data]).toEqual([2, 4, 1, 0, 0, 0, 0, 1, 0, 0])
  })

  it('names the column that is missing, the character and the nearest name', () => {
    const { finding } = refusalOf(() => contrastRows({ kind: 'expression', text: 'movement - rst' }, columns))
    expect(finding.message).toBe('Contrast "movement - rst", character 12: The design has no column "rst".')
    expect(finding.remedy).toContain('Did you mean "rest"?')
    const unknown = refusalOf(() => contrastRows({ kind: 't', weights: { toString: 1 } }, columns))
    expect(unknown.finding.message).toContain('"toString"')
  })

  it('refuses null contrasts and weights that are no numbers', () => {
    for (const weights of [{}, { rest: 0 }, { rest: NaN }, { rest: Infinity }]) {
      expect(refusalOf(() => contrastRows({ kind: 't', weights }, columns)).finding.code).toBe(
        'contrast-invalid',
      )
    }
    expect(refusalOf(() => contrastRows({ kind: 'F', rows: [] }, columns)).finding.code).toBe(
      'contrast-invalid',
    )
  })
})
