import { expect, it } from 'vitest'
import { confoundGroups, isGroupChosen, withGroup } from '../../../src/core/design/confoundGroups.ts'

const six = ['trans_x', 'trans_y', 'trans_z', 'rot_x', 'rot_y', 'rot_z']
const twentyFour = ['', '_derivative1', '_power2', '_derivative1_power2'].flatMap((suffix) =>
  six.map((name) => name + suffix),
)
const names = (columns: readonly string[]): string[] => confoundGroups(columns, true).map(({ name }) => name)

it('offers only motion sets that are complete', () => {
  expect(names(six)).toEqual(['motion 6'])
  expect(names(six.slice(1))).toEqual([])
  expect(names(twentyFour)).toEqual(['motion 6', 'motion 12', 'motion 24'])
  expect(confoundGroups(twentyFour, true)[2]?.columns).toHaveLength(24)
})

it('takes the first five components of aCompCor', () => {
  const columns = Array.from({ length: 9 }, (_, i) => `a_comp_cor_0${i}`)
  expect(confoundGroups(columns, true)[0]?.columns).toEqual(columns.slice(0, 5))
})

it('flags cosines that would duplicate the drift model', () => {
  expect(confoundGroups(['cosine00', 'cosine01'], true)[0]?.caution).toMatch(/duplicate/)
  expect(confoundGroups(['cosine00', 'cosine01'], false)[0]?.caution).toBe('')
})

it('takes one motion set at a time, and leaves other columns as they are', () => {
  const columns = ['csf', ...twentyFour]
  const [motion6, motion12, motion24] = confoundGroups(columns, true)
  if (!motion6 || !motion12 || !motion24) throw new Error('no groups')
  const large = withGroup(motion24, true, { chosen: ['csf'], columns })
  expect(large).toHaveLength(25)
  expect([motion6, motion12, motion24].map((group) => isGroupChosen(group, large))).toEqual([
    false,
    false,
    true,
  ])
  const small = withGroup(motion6, true, { chosen: large, columns })
  expect(small).toEqual(['csf', ...six])
  expect(isGroupChosen(motion6, small)).toBe(true)
  expect(withGroup(motion6, false, { chosen: small, columns })).toEqual(['csf'])
  const csf = confoundGroups(columns, true).find(({ name }) => name === 'white matter and CSF')
  if (!csf) throw new Error('no group')
  expect(withGroup(csf, false, { chosen: small, columns })).toEqual(six)
})
