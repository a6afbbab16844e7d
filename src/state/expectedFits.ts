import type { LoadOptions, RunFiles, RunSummary } from '../protocol/runContract.ts'
import { panes, type AppState, type Companions } from './appState.ts'
import { fitInputsWith, type FitInputs } from './fitInputs.ts'
import { assembleLeniently } from './openRun.ts'
import { withRun } from './runUpdates.ts'

/** A run that is about to be read. */
export interface ExpectedRun {
  readonly bold: RunFiles
  readonly companions: Companions
  readonly how: LoadOptions
}

/** What the panes will be fitted from once the run is open, as far as its header, its companions and the settings tell now. */
export function expectedFits(state: AppState, { bold, companions, how }: ExpectedRun): FitInputs[] {
  const summary = expectedSummary(bold, how)
  if (summary === null) return []
  const images = { mean: new Float32Array(0) }
  const image = { id: 0, summary, fileName: bold.file.name, images, isSample: false, sha256: null }
  const { run } = assembleLeniently(image, companions)
  const opened = { ...state, ...withRun(state, run) }
  const { settings } = opened
  if (settings === null) return []
  return panes.map((pane) => fitInputsWith(opened, pane, settings)).filter((inputs) => inputs !== null)
}

function expectedSummary(
  { file, header }: RunFiles,
  { firstScans = Infinity }: LoadOptions,
): RunSummary | null {
  if (header === undefined) return null
  const { dims, grid, datatype, headerTr } = header
  return {
    name: file.name,
    grid,
    scanCount: Math.min(firstScans, dims[3]),
    scansInFile: dims[3],
    // Nobody asks what will be kept.
    kept: { kind: 'whole', storedBytes: 0, limitBytes: 0 },
    datatype,
    headerTr,
    findings: [],
  }
}
