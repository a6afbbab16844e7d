import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import { mapFileName, hasContrast } from '../core/export/mapNames.ts'
import { mapFile } from '../core/export/niftiMap.ts'
import { writeSession, type Session, type SessionRun } from '../core/pipeline/session.ts'
import type { NamedBytes } from '../protocol/runContract.ts'
import type { AppState, LoadedRun, Settings } from './appState.ts'
import type { Viewer } from './displayMaps.ts'
import { at, commonVoxels, estimatedValues } from './paneMap.ts'
import type { PaneResult } from './paneResult.ts'
import { defaultSettings } from './defaultSettings.ts'
import { mapsToSave } from './sessionMaps.ts'
import { spaceOf, type Space } from './space.ts'

/** The map shown in a viewer as a file, always as estimated; null while there is none. */
export function mapToSave(state: AppState, viewer: Viewer): NamedBytes | null {
  const { panes, view } = state
  const space = spaceOf(state)
  if (space === null) return null
  const source =
    viewer === 'difference'
      ? differenceSource(space, panes.a.shown, panes.b.shown, view.map)
      : paneSource(space, panes[viewer].shown, view.map)
  if (source === null) return null
  const name = mapFileName({
    runName: state.run?.summary.name ?? 'maps',
    side: viewer === 'a' ? 'A' : viewer === 'b' ? 'B' : 'AminusB',
    kind: view.map,
    ...(hasContrast(view.map) ? { contrast: source.contrastName } : {}),
  })
  const bytes = mapFile({
    grid: space.grid,
    voxels: source.voxels,
    values: source.values,
    kind: view.map,
    ...(source.df.length > 0 ? { degreesOfFreedom: source.df } : {}),
  })
  return { name, bytes: bytes.slice() }
}

interface MapSource {
  readonly voxels: Int32Array
  readonly values: Float64Array
  readonly contrastName: string
  readonly df: readonly number[]
}

type Kind = AppState['view']['map']

function paneSource(space: Space, result: PaneResult | null, kind: Kind): MapSource | null {
  const values = result === null ? null : estimatedValues(result, space, kind)
  if (result === null || values === null) return null
  const hasDf = kind === 't' || kind === 'F'
  return { voxels: result.voxels, values, contrastName: result.contrastText, df: hasDf ? result.df : [] }
}

/** A − B as estimated, over the voxels of both. */
function differenceSource(
  space: Space,
  a: PaneResult | null,
  b: PaneResult | null,
  kind: Kind,
): MapSource | null {
  const [first, second] = [paneSource(space, a, kind), paneSource(space, b, kind)]
  if (first === null || second === null) return null
  const { voxels, inA, inB } = commonVoxels(first.voxels, second.voxels)
  const valuesB = at(second.values, inB)
  const contrastName =
    first.contrastName === second.contrastName
      ? first.contrastName
      : `${first.contrastName} vs ${second.contrastName}`
  return {
    voxels,
    values: at(first.values, inA).map((value, v) => value - (valuesB[v] ?? 0)),
    contrastName,
    df: [],
  }
}

/** The settings as a session file; null while nothing is loaded. Maps alone are saved with the settings that a run would get. */
export function sessionToSave(state: AppState): NamedBytes | null {
  const { run, view, unknownSessionFields } = state
  const maps = mapsToSave(state)
  const settings = state.settings ?? (maps === undefined ? null : defaultSettings([], false))
  if (settings === null) return null
  const { map, thresholdAbs, thresholdOn, units, crosshairMm } = view
  const session: Session = {
    ...unknownSessionFields,
    format: 'glmscope-session',
    version: 1,
    ...(run === null ? {} : { run: runHints(run, settings) }),
    pipelines: settings.pipelines,
    contrasts: settings.contrasts satisfies Record<'a' | 'b', ContrastSpec>,
    namedContrasts: settings.namedContrasts,
    ...(maps === undefined ? {} : { maps }),
    view: { map, thresholdAbs, thresholdOn, units, crosshairMm },
  }
  return {
    name: `${run?.summary.name ?? 'maps'}.glmscope.json`,
    bytes: new TextEncoder().encode(writeSession(session)),
  }
}

/** What finds the run again. */
function runHints(run: LoadedRun, { discardScans }: Settings): SessionRun {
  return {
    boldName: run.fileName ?? run.summary.name,
    ...(run.sha256 === null ? {} : { boldSha256: run.sha256 }),
    ...(run.repetitionTime === null ? {} : { repetitionTime: run.repetitionTime }),
    discardScans,
  }
}
