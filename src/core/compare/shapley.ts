import { mapOf, valueOf } from './game.ts'
import type { Game, MixtureMaps } from './game.ts'
import { bitCount } from './mixture.ts'

/** Weight |S|! (k - |S| - 1)!/k! of a step away from a mixture with `size` of k switches (Shapley 1953). */
function shapleyWeight(size: number, switchCount: number): number {
  // 1/(k C(k - 1, size)), without large factorials.
  return 1 / (switchCount * choose(switchCount - 1, size))
}

/** Per switch, its Shapley value in a game of which every mixture is known; they sum to v(all) - v(none). */
export function shapleyValues(game: Game, switchCount: number): Float64Array {
  return Float64Array.from({ length: switchCount }, (_, i) =>
    withoutBits(switchCount, 1 << i).reduce((sum, bits) => {
      const step = valueOf(game, bits | (1 << i)) - valueOf(game, bits)
      return sum + shapleyWeight(bitCount(bits), switchCount) * step
    }, 0),
  )
}

/**
 * Per switch, the map phi of its contribution to D = B - A, voxel by voxel; the maps sum to D. Every mixture must be known. Mixtures
 * that share a map are added once, with their weights together.
 */
export function shapleyMaps(maps: MixtureMaps, switchCount: number): Float64Array[] {
  const voxelCount = mapOf(maps, 0).length
  const weights = new Map<Float64Array, Float64Array>()
  for (let bits = 0; bits < 2 ** switchCount; bits++) {
    const map = mapOf(maps, bits)
    const own = weights.get(map) ?? new Float64Array(switchCount)
    weights.set(map, own)
    const size = bitCount(bits)
    // Each map enters phi of a switch it has with the weight of the step to it, of one it lacks with that of the step from it.
    const gained = size > 0 ? shapleyWeight(size - 1, switchCount) : 0
    const lost = size < switchCount ? -shapleyWeight(size, switchCount) : 0
    own.forEach((weight, i) => (own[i] = weight + ((bits >> i) & 1 ? gained : lost)))
  }
  const result = Array.from({ length: switchCount }, () => new Float64Array(voxelCount))
  for (const [map, own] of weights) {
    result.forEach((phi, i) => {
      if (Math.abs(own[i]) > negligibleWeight) addScaled(phi, map, own[i])
    })
  }
  return result
}

/** Weights that cancel leave rounding only. */
const negligibleWeight = 1e-14

/** What a switch contributes when it is thrown first or last, and over all mixtures. */
export interface OrderDependence {
  readonly first: number
  readonly last: number
  /** Least and greatest v(S + s) - v(S). */
  readonly range: readonly [number, number]
}

/** Order dependence per switch; the range runs over the steps known so far. A, B, singles and all-but-singles must be known. */
export function orderDependence(game: Game, switchCount: number): OrderDependence[] {
  const all = 2 ** switchCount - 1
  return Array.from({ length: switchCount }, (_, i) => {
    const bit = 1 << i
    const steps = withoutBits(switchCount, bit)
      .map((bits) => (game.get(bits | bit) ?? NaN) - (game.get(bits) ?? NaN))
      .filter((step) => !Number.isNaN(step))
    return {
      first: valueOf(game, bit) - valueOf(game, 0),
      last: valueOf(game, all) - valueOf(game, all ^ bit),
      range: [Math.min(...steps), Math.max(...steps)],
    }
  })
}

/** By how much two switches together do more than each alone, on average over the mixtures of the others. */
export interface Interaction {
  /** Indices of the two switches, ascending. */
  readonly pair: readonly [number, number]
  /** In the game's units. */
  readonly value: number
}

/** Interaction index of every pair (Grabisch & Roubens 1999); every mixture must be known. */
export function interactions(game: Game, switchCount: number): Interaction[] {
  return pairsOf(switchCount).map(([i, j]) => {
    const both = (1 << i) | (1 << j)
    const value = withoutBits(switchCount, both).reduce((sum, bits) => {
      const together = valueOf(game, bits | both) + valueOf(game, bits)
      const apart = valueOf(game, bits | (1 << i)) + valueOf(game, bits | (1 << j))
      return sum + interactionWeight(bitCount(bits), switchCount) * (together - apart)
    }, 0)
    return { pair: [i, j], value }
  })
}

/** The interaction of switches i and j as a map over the voxels; every mixture must be known. */
export function interactionMap(
  maps: MixtureMaps,
  switchCount: number,
  [i, j]: readonly [number, number],
): Float64Array {
  const result = new Float64Array(mapOf(maps, 0).length)
  for (const bits of withoutBits(switchCount, (1 << i) | (1 << j))) {
    const weight = interactionWeight(bitCount(bits), switchCount)
    addScaled(result, mapOf(maps, bits | (1 << i) | (1 << j)), weight)
    addScaled(result, mapOf(maps, bits | (1 << i)), -weight)
    addScaled(result, mapOf(maps, bits | (1 << j)), -weight)
    addScaled(result, mapOf(maps, bits), weight)
  }
  return result
}

/** |S|! (k - |S| - 2)!/(k - 1)!. */
function interactionWeight(size: number, switchCount: number): number {
  return 1 / ((switchCount - 1) * choose(switchCount - 2, size))
}

function withoutBits(switchCount: number, excluded: number): number[] {
  return Array.from({ length: 2 ** switchCount }, (_, bits) => bits).filter((bits) => (bits & excluded) === 0)
}

function pairsOf(switchCount: number): (readonly [number, number])[] {
  const pairs: [number, number][] = []
  for (let i = 0; i < switchCount; i++) for (let j = i + 1; j < switchCount; j++) pairs.push([i, j])
  return pairs
}

function choose(n: number, k: number): number {
  let result = 1
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i
  return result
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let v = 0; v < target.length; v++) target[v] += factor * source[v]
}
