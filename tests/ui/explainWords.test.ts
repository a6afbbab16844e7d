import { describe, expect, it } from 'vitest'
import {
  explanationWords,
  percent,
  type NamedContribution,
  type WordsInput,
} from '../../src/ui/explainTab/explainWords.ts'

function contribution(name: string, share: number, more: Partial<NamedContribution> = {}): NamedContribution {
  return {
    name,
    share,
    meanSquareShare: share,
    meanShift: 0,
    standardError: 0,
    order: { first: share, last: share, range: [share, share] },
    ...more,
  }
}

const input: WordsInput = {
  what: 'the effect of task',
  unit: '% of voxel mean',
  hasUnits: true,
  varies: true,
  isExact: true,
  switches: [
    contribution('the noise model', 0.023),
    contribution('the HRF', 0.804),
    contribution('the mask', 0.0001),
    contribution('the sampling instant', 0.17),
  ],
  interactions: [],
  meanShift: { text: '−0.04\u00a0% of voxel mean', value: -0.04 },
  other: null,
}

describe('the paragraph that explains', () => {
  it('names units first, then shares in falling order, and leaves out what is nothing', () => {
    const { before, causes, after } = explanationWords(input)
    expect(before).toBe('With both maps in % of voxel mean, for the effect of task,')
    expect(causes.map(({ name, text }) => `${name} ${text}`)).toEqual([
      'the HRF 80\u00a0%',
      'the sampling instant 17\u00a0%',
      'the noise model 2.3\u00a0%',
    ])
    expect(after).toEqual(['The other setting makes less than 1.5\u00a0% of it.'])
  })

  it('says how far the order matters, and of which orders it speaks', () => {
    const wide = contribution('the HRF', 1, { order: { first: 0.7, last: 0.95, range: [0.7, 0.95] } })
    const said = (isExact: boolean): string =>
      explanationWords({ ...input, switches: [wide], isExact }).after.join(' ')
    expect(said(true)).toContain('over all orders the HRF 70\u00a0% to 95\u00a0%')
    expect(said(false)).toContain('over the orders seen so far the HRF')
  })

  it('speaks of a shift of all voxels only where shares do not see it', () => {
    const shifted = [
      contribution('the HRF', -0.1, { meanSquareShare: 0.8 }),
      contribution('the noise model', 1.1, { meanSquareShare: 0.2 }),
    ]
    const said = explanationWords({ ...input, switches: shifted }).after.join(' ')
    expect(said).toContain('On average A lies 0.04\u00a0% of voxel mean below B.')
    expect(said).toContain('80\u00a0% of the mean square comes from the HRF')
    expect(explanationWords(input).after.join(' ')).not.toContain('On average')
  })

  it('names a large interaction with its direction', () => {
    const interactions = [{ names: ['the HRF', 'the noise model'] as const, value: -0.25 }]
    expect(explanationWords({ ...input, interactions }).after).toContain(
      'The HRF and the noise model act on each other: together they make 25 points less than each alone would add up to.',
    )
  })

  it('gives the other units where they tell something else', () => {
    const other = input.switches.map(({ name, share }) => ({ name, share }))
    expect(explanationWords({ ...input, other }).after.join(' ')).not.toContain('As estimated')
    const different = [{ name: 'the intensity scaling', share: 0.7 }]
    expect(explanationWords({ ...input, other: different }).after.at(-1)).toBe(
      'As estimated: the intensity scaling 70\u00a0%.',
    )
  })

  it('has no shares where the difference is the same everywhere', () => {
    const { causes, after } = explanationWords({ ...input, varies: false })
    expect(causes).toEqual([])
    expect(after[0]).toContain('the same at every voxel')
  })

  it('writes shares with a true minus and one decimal where small', () => {
    expect([0.704, -0.13, 0.0231, -0.0004].map(percent)).toEqual([
      '70\u00a0%',
      '−13\u00a0%',
      '2.3\u00a0%',
      '0.0\u00a0%',
    ])
  })
})
