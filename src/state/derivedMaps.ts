import type { MapKind } from '../core/contrast/mapKind.ts'

/** A map over a result's voxels and where it comes from. */
export interface OriginatedMap {
  readonly values: Float64Array
  /** The file's name, or how it was computed, such as `effect ÷ t`. */
  readonly origin: string
}

type Maps = ReadonlyMap<MapKind, OriginatedMap>

/** The maps of files with those that follow from them exactly: standard error from variance, or from effect and t. */
export function withDerivedMaps(given: Maps): Maps {
  const maps = new Map(given)
  const derive = (kind: MapKind, from: readonly MapKind[], origin: string, rule: Rule): void => {
    const sources = from.map((each) => maps.get(each)?.values)
    const [first, second] = sources
    if (maps.has(kind) || first === undefined || sources.includes(undefined)) return
    maps.set(kind, { origin, values: first.map((value, v) => rule(value, second?.[v] ?? 0)) })
  }
  derive('standard-error', ['variance'], 'square root of the variance', (variance) => Math.sqrt(variance))
  derive('standard-error', ['effect', 't'], 'effect ÷ t', (effect, t) => (t === 0 ? NaN : effect / t))
  derive('variance', ['standard-error'], 'square of the standard error', (error) => error * error)
  derive('t', ['effect', 'standard-error'], 'effect ÷ standard error', (effect, error) =>
    error > 0 ? effect / error : NaN,
  )
  return maps
}

type Rule = (first: number, second: number) => number
