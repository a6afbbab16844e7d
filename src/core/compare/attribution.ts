import { gamesOf, mapOf } from './game.ts'
import type { MixtureMaps } from './game.ts'
import { chooseEstimator } from './estimators.ts'
import type { AttributionBasis } from './estimators.ts'
import type { SwitchOrder } from './sampledOrders.ts'
import { interactions, orderDependence } from './shapley.ts'
import type { Interaction, OrderDependence } from './shapley.ts'

/** What one switch contributes to D = B - A. On screen, where A - B is shown, contributions change sign and shares do not. */
export interface SwitchContribution {
  /** cov(phi, D)/var(D): how much of the difference's spread over voxels this switch makes. Sums to 1; may be negative. */
  readonly share: number
  /** sum(phi D)/sum(D^2): the same with uniform shifts counted. Sums to 1. */
  readonly meanSquareShare: number
  /** mean(phi), in the map's units. Sums to mean(D). */
  readonly meanShift: number
  /** Standard error of `share`: 0 where it is exact, NaN where only first and last steps are known. */
  readonly standardError: number
  readonly order: OrderDependence
}

export type Attribution =
  | {
      /** A and B are equal at every voxel but for rounding, or no voxel is compared: there is nothing to explain. */
      readonly kind: 'identical'
    }
  | {
      readonly kind: 'explained'
      readonly basis: AttributionBasis
      /** False where D is the same at every voxel but for rounding: then shares by covariance mean nothing. */
      readonly varies: boolean
      /** In the order of the switches. */
      readonly switches: readonly SwitchContribution[]
      /** phi per switch over the compared voxels, in units of the map, B - A. */
      readonly maps: readonly Float64Array[]
      /** By size, greatest first; of the covariance game, in share points. Empty unless exact. */
      readonly interactions: readonly Interaction[]
      /** Per voxel, the index of the switch with the largest |phi|. */
      readonly dominating: Uint8Array
    }

/**
 * Attributes B - A to the switches from the mixtures known so far. Exact when all 2^k are known; else from `orders`, when every mixture
 * along them is; else the mean of first and last contribution, which need not sum to 1. Throws a RangeError where even
 * those are missing (2 k + 2 mixtures).
 */
export function attribute(
  maps: MixtureMaps,
  switchCount: number,
  orders: readonly SwitchOrder[] = [],
): Attribution {
  const a = mapOf(maps, 0)
  const b = mapOf(maps, 2 ** switchCount - 1)
  if (sameMaps(a, b)) return { kind: 'identical' }
  const estimate = chooseEstimator(maps, switchCount, orders)
  const games = gamesOf(maps, switchCount)
  const shares = estimate.values(games.covariance)
  const squares = estimate.values(games.meanSquare).values
  const shifts = estimate.values(games.meanShift).values
  const order = orderDependence(games.covariance, switchCount)
  const contributionMaps = estimate.maps()
  return {
    kind: 'explained',
    basis: estimate.basis,
    varies: games.varies,
    switches: order.map((dependence, i) => ({
      share: shares.values[i],
      meanSquareShare: squares[i],
      meanShift: shifts[i],
      standardError: shares.standardErrors[i],
      order: dependence,
    })),
    maps: contributionMaps,
    interactions: estimate.basis === 'exact' ? bySize(interactions(games.covariance, switchCount)) : [],
    dominating: dominatingSwitch(contributionMaps),
  }
}

/** Per voxel, the index of the switch whose contribution is largest in size; the first of equals. */
function dominatingSwitch(contributions: readonly Float64Array[]): Uint8Array {
  const voxelCount = contributions.length === 0 ? 0 : contributions[0].length
  return Uint8Array.from({ length: voxelCount }, (_, v) => {
    let best = 0
    for (let i = 1; i < contributions.length; i++) {
      if (Math.abs(contributions[i][v]) > Math.abs(contributions[best][v])) best = i
    }
    return best
  })
}

function bySize(all: readonly Interaction[]): readonly Interaction[] {
  return all.toSorted((p, q) => Math.abs(q.value) - Math.abs(p.value))
}

/** Whether two maps differ by rounding only: by at most 1e-9 of the largest value. */
function sameMaps(a: Float64Array, b: Float64Array): boolean {
  let largest = 0
  let largestDifference = 0
  for (let v = 0; v < a.length; v++) {
    largest = Math.max(largest, Math.abs(a[v]), Math.abs(b[v]))
    largestDifference = Math.max(largestDifference, Math.abs(b[v] - a[v]))
  }
  return largestDifference <= 1e-9 * largest
}
