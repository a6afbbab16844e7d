import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tiedSwitches } from '../../../src/core/compare/tiedSwitches.ts'
import { specGroups } from '../../../src/core/pipeline/specDifferences.ts'

describe('switches that cannot be mixed', () => {
  it('are free where every mixture can be fitted', () => {
    expect(tiedSwitches(['conditions', 'eventModel'], []).size).toBe(0)
  })

  it('are tied in pairs that every mixture without a fit parts', () => {
    const switches = ['conditions', 'eventModel', 'highPass'] as const
    // Whatever the filter: B's conditions need B's event model.
    const partners = tiedSwitches(switches, [0b001, 0b101, 0b010, 0b110])
    expect([...partners]).toEqual([['conditions', ['eventModel']]])
  })

  it('leave no mixture without a fit, and leaders come first', () => {
    const cases = fc.integer({ min: 2, max: 6 }).chain((k) =>
      fc.record({
        switches: fc.constant(specGroups.slice(0, k)),
        cannot: fc.uniqueArray(fc.integer({ min: 1, max: 2 ** k - 2 })),
      }),
    )
    fc.assert(
      fc.property(cases, ({ switches, cannot }) => {
        const partners = tiedSwitches(switches, cannot)
        const together = [...partners].map(([lead, others]) =>
          [lead, ...others].map((group) => switches.indexOf(group)),
        )
        for (const group of together) expect(group[0]).toBe(Math.min(...group))
        for (const bits of cannot) {
          const isParted = together.some((group) => new Set(group.map((i) => (bits >> i) & 1)).size > 1)
          expect(isParted).toBe(true)
        }
      }),
    )
  })
})
