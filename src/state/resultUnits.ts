import type { MapKind } from '../core/contrast/mapKind.ts'
import type { Units } from './appState.ts'
import type { PaneResult } from './paneResult.ts'
import { mapUnit, unitFrom } from './units.ts'

/** The unit of a kind of map in a pane, empty where it has none; maps from files stay in their own. */
export function unitOf(result: PaneResult, kind: MapKind, units: Units): string {
  switch (result.kind) {
    case 'fitted':
      return mapUnit(kind, result.intensity, units)
    case 'imported':
      return unitFrom(kind, result.unit, result.unit)
  }
}
