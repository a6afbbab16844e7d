import { trialTypes } from '../core/pipeline/conditionsSwitch.ts'
import { centreOf, voxelIndexAt } from '../core/volume/position.ts'
import type { AppState, LoadedRun, Settings } from './appState.ts'
import { carriedSettings } from './carriedSettings.ts'
import { defaultSettings } from './defaultSettings.ts'

/**
 * The state with `run` in place of the one before: settings follow as far as what they name still exists. Panes keep what
 * they show when it is the same image with other companions; another image empties them.
 */
export function withRun(state: AppState, run: LoadedRun): Partial<AppState> {
  const isSameImage = state.run?.id === run.id
  const emptied = { job: { status: 'idle' }, shown: null, refusal: null } as const
  return {
    run,
    ...settingsFor(state, run, isSameImage),
    ...(isSameImage ? {} : { panes: { a: emptied, b: emptied }, ...crosshairIn(state, run) }),
  }
}

/** The crosshair stays where the old run had it, if the new one has that place too. */
function crosshairIn(
  { run: before, view }: AppState,
  run: LoadedRun,
): Pick<AppState, 'view' | 'crosshairUnplaced'> {
  const { grid } = run.summary
  const stays = before !== null && voxelIndexAt(grid, view.crosshairMm) !== null
  return {
    view: stays ? view : { ...view, crosshairMm: centreOf(grid) },
    crosshairUnplaced: !stays,
  }
}

function settingsFor(
  { settings, defaults, run: before }: AppState,
  run: LoadedRun,
  isSameImage: boolean,
): Pick<AppState, 'settings' | 'defaults'> {
  if (run.events === null) return { settings, defaults }
  const fresh = defaultSettings(run.events, run.isSample)
  if (settings === null) return { settings: fresh, defaults: fresh }
  // A session came before the events.
  if (defaults === null) return { settings, defaults: fresh }
  if (isSameImage && run.events === before?.events && run.confounds === before.confounds)
    return { settings, defaults }
  const names = { trialTypes: trialTypes(run.events), confounds: run.confounds?.columns ?? [] }
  const carried = carriedSettings(settings, defaults, fresh, names)
  const kept: Settings = isSameImage ? { ...carried, discardScans: settings.discardScans } : carried
  return { settings: kept, defaults: fresh }
}
