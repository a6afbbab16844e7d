import { shuffledIndices } from '../math/random.ts'
import type { RandomStream } from '../math/random.ts'
import { mapOf, valueOf } from './game.ts'
import type { Game, MixtureMaps } from './game.ts'

/** One order in which the switches are thrown, one after the other. */
export type SwitchOrder = readonly number[]

/** Random orders in antithetic pairs: entries 2i and 2i + 1 are an order and its reverse. */
export function antitheticOrders(
  switchCount: number,
  pairCount: number,
  random: RandomStream,
): SwitchOrder[] {
  return Array.from({ length: pairCount }, () => {
    const order = shuffledIndices(switchCount, random)
    return [order, order.toReversed()]
  }).flat()
}

/** The mixtures on the way from A to B along an order, both ends included. */
export function mixturesAlong(order: SwitchOrder): number[] {
  const path = [0]
  for (const i of order) path.push(path[path.length - 1] | (1 << i))
  return path
}

/** Every mixture that the orders need, each once, in the order of first need. */
export function mixturesOf(orders: readonly SwitchOrder[]): number[] {
  return [...new Set(orders.flatMap(mixturesAlong))]
}

/** Estimated contributions with their standard errors, per switch. */
export interface SampledValues {
  readonly values: Float64Array
  /**
   * S.d. of the pairs' means over the root of their number; NaN of one pair. Too small for a switch whose steps are mostly 0 and rarely
   * large: allow 0.01 of share on top.
   */
  readonly standardErrors: Float64Array
}

/** Shapley values of a game estimated from antithetic pairs of orders; their sum is exactly v(all) - v(none). */
export function sampledValues(
  game: Game,
  switchCount: number,
  orders: readonly SwitchOrder[],
): SampledValues {
  const pairMeans = pairsOf(orders).map((pair) => {
    const mean = new Float64Array(switchCount)
    for (const order of pair) {
      const path = mixturesAlong(order)
      order.forEach((i, step) => {
        mean[i] += (valueOf(game, path[step + 1]) - valueOf(game, path[step])) / pair.length
      })
    }
    return mean
  })
  const values = Float64Array.from({ length: switchCount }, (_, i) => meanAt(pairMeans, i))
  const standardErrors = values.map((value, i) => {
    const squares = pairMeans.reduce((sum, mean) => sum + (mean[i] - value) ** 2, 0)
    return Math.sqrt(squares / (pairMeans.length - 1) / pairMeans.length)
  })
  return { values, standardErrors }
}

/** Per switch, its contribution map estimated from the orders; the maps sum to B - A. */
export function sampledMaps(
  maps: MixtureMaps,
  switchCount: number,
  orders: readonly SwitchOrder[],
): Float64Array[] {
  const voxelCount = mapOf(maps, 0).length
  const result = Array.from({ length: switchCount }, () => new Float64Array(voxelCount))
  for (const order of orders) {
    const path = mixturesAlong(order).map((bits) => mapOf(maps, bits))
    order.forEach((i, step) => {
      const phi = result[i]
      for (let v = 0; v < voxelCount; v++) phi[v] += (path[step + 1][v] - path[step][v]) / orders.length
    })
  }
  return result
}

function pairsOf(orders: readonly SwitchOrder[]): SwitchOrder[][] {
  return Array.from({ length: orders.length / 2 }, (_, i) => [orders[2 * i], orders[2 * i + 1]])
}

function meanAt(vectors: readonly Float64Array[], i: number): number {
  return vectors.reduce((sum, vector) => sum + vector[i], 0) / vectors.length
}
