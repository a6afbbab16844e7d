import { hasContrast } from '../core/export/mapNames.ts'
import type { AppState, Pane } from '../state/appState.ts'
import { displayMap } from '../state/displayMaps.ts'
import {
  availableMaps,
  conditionUses,
  contrastTextOf,
  defaultsOf,
  designCorrelations,
  designFacts,
  designSwitch,
  differingGroups,
  eventBlocks,
  presetOf,
  runFacts,
} from '../state/facts.ts'
import { isStale, phase, statusLine, workProgress } from '../state/phase.ts'
import { readout } from '../state/readouts.ts'
import { settingFindings } from '../state/settingFindings.ts'
import { staleReason } from '../state/staleReason.ts'
import { contrastVerdict } from '../state/verdict.ts'
import type { Selectors } from '../ui/selectors.ts'

/** Everything the panels derive from the state. */
export const selectors: Selectors = {
  phase,
  statusLine,
  runProgress: workProgress,
  runFacts,
  isStale,
  staleReason,
  displayMap,
  readout,
  availableMaps,
  differingGroups,
  settingFindings,
  conditionUses,
  designSwitch,
  presetOf,
  defaultsOf,
  contrastText: contrastTextOf,
  contrastVerdict,
  eventBlocks,
  correlations: designCorrelations,
  designFacts,
  fadeStatistic,
}

/** A map fades by how far its voxel is from the threshold; maps without one do not fade. */
function fadeStatistic(state: AppState, pane: Pane): { volume: Float32Array; threshold: number } | null {
  const map = displayMap(state, pane)
  return map === null || !hasContrast(map.kind) ? null : { volume: map.strength, threshold: 1 }
}
