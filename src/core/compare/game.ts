import { covarianceOf, meanOf, varianceOf } from './moments.ts'

/** A number for every mixture known so far, by its bits. */
export type Game = ReadonlyMap<number, number>

/** The map of every mixture known so far, by its bits; all over the same voxels. A is 0, B has every switch's bit. */
export type MixtureMaps = ReadonlyMap<number, Float64Array>

/** The three ways to weigh a mixture's map M(S) against the whole difference D = B - A. Each is 0 at A. */
export interface Games {
  /** cov(M(S) - A, D)/var(D): 1 at B. Blind to a uniform shift. */
  readonly covariance: Game
  /** mean((M(S) - A) D)/mean(D^2): 1 at B. */
  readonly meanSquare: Game
  /** mean(M(S) - A): mean(D) at B. */
  readonly meanShift: Game
  /** False where D is the same at every voxel but for rounding (s.d. at most 1e-9 of its r.m.s.): covariance means nothing then. */
  readonly varies: boolean
}

/** The games of the mixtures known so far; A and B must be among them. */
export function gamesOf(maps: MixtureMaps, switchCount: number): Games {
  const a = mapOf(maps, 0)
  const b = mapOf(maps, 2 ** switchCount - 1)
  const d = b.map((value, i) => value - a[i])
  const variance = varianceOf(d)
  const square = meanProduct(d, d)
  const covariance = new Map<number, number>()
  const meanSquare = new Map<number, number>()
  const meanShift = new Map<number, number>()
  for (const [bits, map] of maps) {
    const step = map.map((value, i) => value - a[i])
    covariance.set(bits, covarianceOf(step, d) / variance)
    meanSquare.set(bits, meanProduct(step, d) / square)
    meanShift.set(bits, meanOf(step))
  }
  return { covariance, meanSquare, meanShift, varies: variance > 1e-18 * square }
}

/** The map of a mixture. Throws a RangeError where it is not known. */
export function mapOf(maps: MixtureMaps, bits: number): Float64Array {
  const map = maps.get(bits)
  if (map === undefined) throw new RangeError(`Mixture ${bits} has not been evaluated.`)
  return map
}

/** The value of a mixture. Throws a RangeError where it is not known. */
export function valueOf(game: Game, bits: number): number {
  const value = game.get(bits)
  if (value === undefined) throw new RangeError(`Mixture ${bits} has not been evaluated.`)
  return value
}

function meanProduct(x: Float64Array, y: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i]
  return sum / x.length
}
