import type { SpecGroup } from '../pipeline/specDifferences.ts'

/** By the switch that leads: the settings that move with it. */
export type Partners = ReadonlyMap<SpecGroup, readonly SpecGroup[]>

export const noPartners: Partners = new Map()

/**
 * Which switches have to move together so that no mixture is left that cannot be fitted. `cannot` are such mixtures by their bits (bit i
 * for switches[i] as in B), neither A nor B among them. Ties the pair that most of them part, until none parts what is tied.
 */
export function tiedSwitches(switches: readonly SpecGroup[], cannot: readonly number[]): Partners {
  const leaders = switches.map((_, i) => i)
  let left = [...cannot]
  while (left.length > 0) {
    const [lead, follower] = mostParted(leaders, left)
    leaders.forEach((leader, i) => {
      if (leader === follower) leaders[i] = lead
    })
    left = left.filter((bits) => !parts(bits, lead, follower))
  }
  return partnersOf(switches, leaders)
}

/** Whether a mixture has one of two switches as in A and the other as in B. */
function parts(bits: number, i: number, j: number): boolean {
  return ((bits >> i) & 1) !== ((bits >> j) & 1)
}

/** The two leading switches, the first of them first, that most of the mixtures part. */
function mostParted(leaders: readonly number[], cannot: readonly number[]): readonly [number, number] {
  const leading = [...new Set(leaders)]
  const pairs = leading.flatMap((i) => leading.filter((j) => j > i).map((j) => [i, j] as const))
  const count = ([i, j]: readonly [number, number]): number =>
    cannot.filter((bits) => parts(bits, i, j)).length
  return pairs.reduce((best, pair) => (count(pair) > count(best) ? pair : best))
}

function partnersOf(switches: readonly SpecGroup[], leaders: readonly number[]): Partners {
  const partners = new Map<SpecGroup, SpecGroup[]>()
  leaders.forEach((leader, i) => {
    if (leader === i) return
    partners.set(switches[leader], [...(partners.get(switches[leader]) ?? []), switches[i]])
  })
  return partners
}
