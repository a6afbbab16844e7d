import { describe, expect, it } from 'vitest'
import { nearNullStep } from '../../src/core/design/nearNull.ts'
import type { Design } from '../../src/core/design/design.ts'
import { fromColumns } from '../../src/core/math/matrix.ts'
import { contrastRemarks } from '../../src/state/contrastRemarks.ts'
import { identifyingWords, nearNullWords } from '../../src/state/designWords.ts'
import { gradeOfInflation } from '../../src/state/grades.ts'
import { verdictOn } from '../../src/state/verdict.ts'
import { referenceMatrix } from '../support/designReference.ts'

const matrix = referenceMatrix()
const names = ['movement', 'rest', 'drift_1', 'constant']
const roles = ['condition', 'condition', 'drift', 'constant'] as const
const design: Design = {
  columns: names.map((name, j) => ({
    name,
    role: roles[j] ?? 'confound',
    ...(j < 2 ? { condition: name } : {}),
  })),
  matrix,
  filterBasis: { rows: matrix.rows, columns: 0, data: new Float64Array(0) },
  frameTimesSeconds: Float64Array.from({ length: matrix.rows }, (_, scan) => 2 * scan),
  findings: [],
}

it('says what the data can hardly see', () => {
  expect(nearNullWords(nearNullStep(matrix), names)).toMatch(
    /^Add 1 to movement and rest and subtract 1 from constant: the fit changes by 15 % of the largest/,
  )
})

it('says so where nothing is hard to see, and where a column is empty', () => {
  const orthogonal = fromColumns(4, [
    [1, -1, 1, -1],
    [1, 1, -1, -1],
    [1, 1, 1, 1],
  ])
  expect(nearNullWords(nearNullStep(orthogonal), ['a', 'b', 'constant'])).toMatch(/^No combination/)
  const empty = fromColumns(4, [
    [0, 0, 0, 0],
    [1, 1, 1, 1],
  ])
  expect(nearNullWords(nearNullStep(empty), ['a', 'constant'])).toMatch(/^a is 0 at every scan/)
})

it('says where the identifying scans lie', () => {
  const shares = new Float64Array(96)
  shares[0] = 0.75
  shares[50] = 0.25
  expect(identifyingWords(shares)).toBe('75 % in the first and last 12 scans')
})

describe('grades', () => {
  it.each([
    [1, 'fine'],
    [4.99, 'fine'],
    [5, 'inflated'],
    [10, 'inflated'],
    [10.01, 'unstable'],
    [Infinity, 'not-estimable'],
  ])('VIF %d is %s', (vif, grade) => {
    expect(gradeOfInflation(vif)).toBe(grade)
  })
})

describe('remarks on weights', () => {
  const remark = (...weights: number[]): string =>
    contrastRemarks(design, Float64Array.from(weights)).join(' ')

  it('none on a single weight of 1', () => {
    expect(remark(1, 0, 0, 0)).toBe('')
  })
  it('on scale and sum', () => {
    expect(remark(3, 0, 0, 0)).toMatch(/The weight is 3/)
    expect(remark(1, 1, 0, 0)).toMatch(/add up to 2/)
    expect(remark(1, -0.5, 0, 0)).toMatch(/add up to 0.5, not 0/)
    expect(remark(2, -2, 0, 0)).toMatch(/2 times the difference/)
  })
})

describe('verdicts', () => {
  it('offers the difference to rest for a condition alone', () => {
    const verdict = verdictOn(design, 'movement')
    expect(verdict).toMatchObject({ grade: 'inflated', suggestion: 'movement - rest' })
    expect(verdict.vif).toBeCloseTo(7.8, 1)
  })
  it('points at a name that is not there', () => {
    expect(verdictOn(design, 'movement - rset')).toMatchObject({ grade: 'error', at: 12, suggestion: 'rest' })
  })
  it('refuses what columns that replace each other cannot tell', () => {
    const doubled: Design = {
      ...design,
      columns: design.columns.slice(0, 2),
      matrix: fromColumns(3, [
        [1, 2, 4],
        [2, 4, 8],
      ]),
      filterBasis: { rows: 3, columns: 0, data: new Float64Array(0) },
    }
    expect(verdictOn(doubled, 'movement').grade).toBe('not-estimable')
  })
  it('takes an F by rows and judges its worst row', () => {
    expect(verdictOn(design, 'movement; movement - rest').grade).toBe('inflated')
  })
})
