import type { MapKind } from '../core/contrast/mapKind.ts'
import type { IntensitySpec } from '../core/pipeline/pipelineSpec.ts'
import type { Units } from './appState.ts'

/** The unit in which a pipeline's signal is modelled. */
export function intensityUnit(intensity: IntensitySpec): string {
  switch (intensity.kind) {
    case 'percent-of-voxel-mean':
      return '% of voxel mean'
    case 'percent-of-grand-mean':
      return '% of grand mean'
    case 'global-100':
      return '% of global mean'
    case 'none':
      return 'signal units'
  }
}

/** The power of the unit conversion factor that applies to a kind of map; 0 where units cannot be chosen. */
export function conversionPower(kind: MapKind): 0 | 1 | 2 {
  switch (kind) {
    case 'effect':
    case 'standard-error':
      return 1
    case 'variance':
      return 2
    case 't':
    case 'F':
    case 'z':
    case 'p':
    case 'r-squared':
    case 'residual-sd':
    case 'noise-rho':
    case 'mean':
    case 'mask':
      return 0
  }
}

/** The unit of a kind of map, empty where it has none. */
export function mapUnit(kind: MapKind, intensity: IntensitySpec, units: Units): string {
  const own = intensityUnit(intensity)
  return unitFrom(kind, units === 'percent-of-voxel-mean' ? '% of voxel mean' : own, own)
}

/** The unit of a kind of map where effects are in `effect` and the modelled signal in `signal`; empty where it has none. */
export function unitFrom(kind: MapKind, effect: string, signal: string): string {
  switch (kind) {
    case 'effect':
    case 'standard-error':
      return effect
    case 'variance':
      return effect === 'signal units' ? 'signal units²' : `(${effect})²`
    case 'residual-sd':
      return signal
    case 'mean':
      return 'signal units'
    case 't':
    case 'F':
    case 'z':
    case 'p':
    case 'r-squared':
    case 'noise-rho':
    case 'mask':
      return ''
  }
}

/** Whether a kind of map takes values of both signs. */
export function isSigned(kind: MapKind): boolean {
  return kind === 'effect' || kind === 't' || kind === 'z' || kind === 'noise-rho'
}
