import { hasContrast } from '../core/export/mapNames.ts'
import type { AppState, Pane } from '../state/appState.ts'
import { conditionRows } from '../state/conditionRows.ts'
import { confoundRows } from '../state/confoundRows.ts'
import { designDiagnostics } from '../state/designDiagnostics.ts'
import { displayMap } from '../state/displayMaps.ts'
import {
  availableMaps,
  conditionUses,
  contrastTextOf,
  defaultsOf,
  designSwitch,
  differingGroups,
  eventBlocks,
  presetOf,
  runFacts,
} from '../state/facts.ts'
import { columnNames } from '../state/paneDesign.ts'
import { isStale, phase, statusLine, workProgress } from '../state/phase.ts'
import { readout } from '../state/readouts.ts'
import { settingFindings } from '../state/settingFindings.ts'
import { staleReason } from '../state/staleReason.ts'
import { pinnedVoxels } from '../state/pinnedVoxels.ts'
import { spmQuantities } from '../state/spmQuantities.ts'
import { contrastVerdict, verdictFor } from '../state/verdict.ts'
import { voxelPlace, voxelSide } from '../state/voxelView.ts'
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
  conditionRows,
  confoundRows,
  conditionUses,
  designSwitch,
  presetOf,
  defaultsOf,
  contrastText: contrastTextOf,
  contrastVerdict,
  eventBlocks,
  columnNames,
  designDiagnostics,
  spmQuantities,
  voxelSide,
  voxelPlace,
  pinnedVoxels,
  verdictOf: verdictFor,
  fadeStatistic,
}

/** A map fades by how far its voxel is from the threshold; maps without one do not fade. */
function fadeStatistic(state: AppState, pane: Pane): { volume: Float32Array; threshold: number } | null {
  const map = displayMap(state, pane)
  return map === null || !hasContrast(map.kind) ? null : { volume: map.strength, threshold: 1 }
}
