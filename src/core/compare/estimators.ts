import { mapOf } from './game.ts'
import type { Game, MixtureMaps } from './game.ts'
import { mixturesAlong, sampledMaps, sampledValues } from './sampledOrders.ts'
import type { SampledValues, SwitchOrder } from './sampledOrders.ts'
import { orderDependence, shapleyMaps, shapleyValues } from './shapley.ts'

/** How far the mixtures known so far carry: every one, sampled orders, or only first and last steps. */
export type AttributionBasis = 'exact' | 'sampled' | 'first-and-last'

/** A way to turn games and maps over mixtures into contributions per switch. */
export interface Estimator {
  readonly basis: AttributionBasis
  readonly values: (game: Game) => SampledValues
  readonly maps: () => Float64Array[]
}

/** The best estimator that the mixtures known so far allow. */
export function chooseEstimator(
  maps: MixtureMaps,
  switchCount: number,
  orders: readonly SwitchOrder[],
): Estimator {
  if (maps.size === 2 ** switchCount) return exact(maps, switchCount)
  const finished = finishedOrders(maps, orders)
  // One pair of orders tells no more than first and last steps do, and gives no standard error.
  return finished.length >= 4 ? sampled(maps, switchCount, finished) : firstAndLast(maps, switchCount)
}

/** The leading pairs of orders whose mixtures are all known. */
function finishedOrders(maps: MixtureMaps, orders: readonly SwitchOrder[]): readonly SwitchOrder[] {
  const unfinished = orders.findIndex((order) => mixturesAlong(order).some((bits) => !maps.has(bits)))
  const count = unfinished < 0 ? orders.length : unfinished
  return orders.slice(0, count - (count % 2))
}

function exact(maps: MixtureMaps, switchCount: number): Estimator {
  return {
    basis: 'exact',
    values: (game) => ({
      values: shapleyValues(game, switchCount),
      standardErrors: new Float64Array(switchCount),
    }),
    maps: () => shapleyMaps(maps, switchCount),
  }
}

function sampled(maps: MixtureMaps, switchCount: number, orders: readonly SwitchOrder[]): Estimator {
  return {
    basis: 'sampled',
    values: (game) => sampledValues(game, switchCount, orders),
    maps: () => sampledMaps(maps, switchCount, orders),
  }
}

function firstAndLast(maps: MixtureMaps, switchCount: number): Estimator {
  const all = 2 ** switchCount - 1
  return {
    basis: 'first-and-last',
    values: (game) => ({
      values: Float64Array.from(orderDependence(game, switchCount), ({ first, last }) => (first + last) / 2),
      standardErrors: new Float64Array(switchCount).fill(NaN),
    }),
    maps: () =>
      Array.from({ length: switchCount }, (_, i) => {
        const alone = mapOf(maps, 1 << i)
        const allBut = mapOf(maps, all ^ (1 << i))
        const a = mapOf(maps, 0)
        const b = mapOf(maps, all)
        return alone.map((value, v) => (value - a[v] + b[v] - allBut[v]) / 2)
      }),
  }
}
