import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Game } from '../../../src/core/compare/game.ts'
import { explainedSwitches, mixture } from '../../../src/core/compare/mixture.ts'
import { antitheticOrders, sampledValues } from '../../../src/core/compare/sampledOrders.ts'
import { interactions, orderDependence, shapleyValues } from '../../../src/core/compare/shapley.ts'
import { randomStream } from '../../../src/core/math/random.ts'
import type { PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'

interface Reference {
  readonly specA: PipelineSpec
  readonly specB: PipelineSpec
  readonly contrastA: string
  readonly contrastB: string
  readonly switches: string[]
  readonly maps: {
    readonly map: string
    readonly units: string
    readonly shares: Record<string, number> | null
    readonly first: Record<string, number>
    readonly last: Record<string, number>
    readonly marginalRange: Record<string, [number, number]>
    readonly interactions: { readonly pair: [string, string]; readonly share: number }[]
    readonly subsets: { readonly bits: number; readonly v: number }[]
  }[]
}

const folder = new URL('../../fixtures/attribution/', import.meta.url)
const references = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.startsWith('_'))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Reference] as const)

// The reference values v(S) are written with 12 significant digits; sums over 2^k of them keep about 11 decimals.
const DECIMALS = 10

describe.each(references)('%s', (_, reference) => {
  const { switches } = reference
  const k = switches.length
  const a = { spec: reference.specA, contrast: { kind: 'expression', text: reference.contrastA } } as const
  const b = { spec: reference.specB, contrast: { kind: 'expression', text: reference.contrastB } } as const

  it('has the switches of the reference, and its mixtures end at A and B', () => {
    expect(explainedSwitches(a, b)).toEqual(switches)
    const none = mixture(a, b, { switches: explainedSwitches(a, b) }, 0)
    const all = mixture(a, b, { switches: explainedSwitches(a, b) }, 2 ** k - 1)
    expect(none).toEqual(a)
    expect(explainedSwitches(all, b)).toEqual([])
  })

  it('has the shares, order dependence and interactions of the reference', () => {
    for (const map of reference.maps) {
      if (!map.shares || Object.keys(map.shares).length === 0) continue
      const game: Game = new Map(map.subsets.map(({ bits, v }) => [bits, v]))
      const values = shapleyValues(game, k)
      const order = orderDependence(game, k)
      switches.forEach((name, i) => {
        expect(values[i]).toBeCloseTo(map.shares?.[name] ?? NaN, DECIMALS)
        expect(order[i]?.first).toBeCloseTo(map.first[name] ?? NaN, DECIMALS)
        expect(order[i]?.last).toBeCloseTo(map.last[name] ?? NaN, DECIMALS)
        expect(order[i]?.range[0]).toBeCloseTo(map.marginalRange[name]?.[0] ?? NaN, DECIMALS)
        expect(order[i]?.range[1]).toBeCloseTo(map.marginalRange[name]?.[1] ?? NaN, DECIMALS)
      })
      for (const { pair, value } of interactions(game, k)) {
        const names = pair.map((i) => switches[i])
        const expected = map.interactions.find((entry) =>
          names.every((name) => entry.pair.includes(name ?? '')),
        )
        expect(value).toBeCloseTo(expected?.share ?? NaN, DECIMALS)
      }
    }
  })

  it('is met by sampled orders to within 3 standard errors and 0.01', () => {
    for (const map of reference.maps) {
      if (!map.shares || Object.keys(map.shares).length === 0) continue
      const game: Game = new Map(map.subsets.map(({ bits, v }) => [bits, v]))
      const sampled = sampledValues(game, k, antitheticOrders(k, 25, randomStream(4)))
      switches.forEach((name, i) => {
        const error = Math.abs((sampled.values[i] ?? NaN) - (map.shares?.[name] ?? NaN))
        expect(error).toBeLessThanOrEqual(3 * (sampled.standardErrors[i] ?? NaN) + 0.01)
      })
    }
  })
})
