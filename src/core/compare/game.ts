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

/** The games of the mixtures known so far; A and B must be among them. Mixtures that share a map are weighed once. */
export function gamesOf(maps: MixtureMaps, switchCount: number): Games {
  const a = mapOf(maps, 0)
  const b = mapOf(maps, 2 ** switchCount - 1)
  const whole = weigh({ map: b, a, b })
  const covariance = new Map<number, number>()
  const meanSquare = new Map<number, number>()
  const meanShift = new Map<number, number>()
  const known = new Map<Float64Array, Weights>()
  for (const [bits, map] of maps) {
    const step = known.get(map) ?? weigh({ map, a, b })
    known.set(map, step)
    covariance.set(bits, step.covariance / whole.covariance)
    meanSquare.set(bits, step.meanProduct / whole.meanProduct)
    meanShift.set(bits, step.mean)
  }
  return { covariance, meanSquare, meanShift, varies: whole.covariance > 1e-18 * whole.meanProduct }
}

/** A step's mean, and its covariance and mean product with D. */
interface Weights {
  readonly covariance: number
  readonly meanProduct: number
  readonly mean: number
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

interface Step {
  readonly map: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
}

/** Weighs the step from A to a map against D = B - A, in two passes and without a copy of either. */
function weigh({ map, a, b }: Step): Weights {
  const count = a.length
  let [stepSum, wholeSum] = [0, 0]
  for (let i = 0; i < count; i++) {
    stepSum += map[i] - a[i]
    wholeSum += b[i] - a[i]
  }
  const [mean, wholeMean] = [stepSum / count, wholeSum / count]
  let [products, centred] = [0, 0]
  for (let i = 0; i < count; i++) {
    const step = map[i] - a[i]
    const whole = b[i] - a[i]
    products += step * whole
    centred += (step - mean) * (whole - wholeMean)
  }
  return { covariance: centred / count, meanProduct: products / count, mean }
}
