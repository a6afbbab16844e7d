import { Refusal, type Finding } from '../core/finding.ts'
import { trialTypes } from '../core/pipeline/conditionsSwitch.ts'
import { parseSession, type Session } from '../core/pipeline/session.ts'
import type { LoadedRun, View } from './appState.ts'
import { addMessages, message } from './messages.ts'
import { reassemble } from './openRun.ts'
import { awaitMaps } from './sessionMaps.ts'
import type { AppStore } from './store.ts'

/** Whether a session is of maps alone, and so needs no run. */
export function isOfMapsAlone(file: { readonly name: string; readonly text: string }): boolean {
  try {
    const { session } = parseSession(file.text, file.name)
    return session.run === undefined && session.maps !== undefined
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Sets everything a session holds for the run that is open, or of maps alone; what the run does not have is named, and the rest is set all the same. */
export function applySession(store: AppStore, file: { readonly name: string; readonly text: string }): void {
  try {
    const { session, findings } = parseSession(file.text, file.name)
    const { run } = store.getState()
    if (run === null) {
      awaitMaps(store, session.maps, file.name)
      store.setState(({ view }) => ({ view: { ...view, ...viewOf(session) } }))
      return
    }
    const hints = runHints(session, run, file.name)
    if (hints.apply) applyRunHints(store, session, run)
    applySettings(store, session, hints.apply)
    awaitMaps(store, session.maps, file.name)
    store.setState((state) => ({
      view: { ...state.view, ...viewOf(session) },
      crosshairUnplaced: state.crosshairUnplaced && session.view?.crosshairMm === undefined,
    }))
    const notHonoured = missingNames(session, store.getState().run ?? run, file.name)
    addMessages(
      store,
      [...findings, ...hints.findings, ...notHonoured].map((finding) => message(finding, 'files')),
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    addMessages(store, [message(error.finding, 'files')])
  }
}

function applySettings(store: AppStore, session: Session, isSameRun: boolean): void {
  const { pipelines, contrasts, namedContrasts = [], run } = session
  const discarded = isSameRun ? run?.discardScans : undefined
  store.setState(({ settings }) => ({
    unknownSessionFields: unknownFields(session),
    settings: {
      pipelines,
      contrasts,
      namedContrasts,
      discardScans: discarded ?? settings?.discardScans ?? 0,
    },
  }))
}

const knownFields = ['format', 'version', 'run', 'pipelines', 'contrasts', 'namedContrasts', 'maps', 'view']

function unknownFields(session: Session): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(session).filter(([field]) => !knownFields.includes(field)))
}

/** The run's facts in a session apply when they are about this very file, or about none in particular. */
function runHints(
  { run: hint }: Session,
  run: LoadedRun,
  file: string,
): { readonly apply: boolean; readonly findings: readonly Finding[] } {
  if (hint?.boldSha256 === undefined) return { apply: true, findings: [] }
  if (run.sha256 === hint.boldSha256) return { apply: true, findings: [] }
  return {
    apply: false,
    findings: [
      {
        code: 'session-other-run',
        severity: 'warning',
        file,
        message: `The session was saved with another file (${hint.boldName ?? 'unnamed'}) than the run that is open.`,
        remedy: 'Its pipelines and contrasts are used; its TR and discarded volumes are not.',
      },
    ],
  }
}

function applyRunHints(store: AppStore, { run: hint }: Session, run: LoadedRun): void {
  const { events } = hint ?? {}
  const companions =
    events === undefined
      ? run.companions
      : {
          ...run.companions,
          events: { name: 'events of the session', table: { events, columns: [], findings: [] } },
        }
  const chosen = hint?.repetitionTime ?? run.chosenRepetitionTime
  if (events !== undefined || hint?.repetitionTime !== undefined) reassemble(store, companions, chosen)
}

function viewOf({ view }: Session): Partial<View> {
  if (view === undefined) return {}
  const known = ['map', 'thresholdAbs', 'thresholdOn', 'units', 'crosshairMm'] as const
  return Object.fromEntries(known.filter((key) => view[key] !== undefined).map((key) => [key, view[key]]))
}

/** What the session's pipelines name and the run does not have. */
function missingNames(session: Session, run: LoadedRun, file: string): Finding[] {
  const types = trialTypes(run.events ?? [])
  const columns = run.confounds?.columns ?? []
  return (['a', 'b'] as const).flatMap((pane) => {
    const { conditions, confounds, mask } = session.pipelines[pane]
    const made = Object.keys(conditions.merge ?? {})
    const include = conditions.include === 'all' ? [] : conditions.include
    const missing = [
      ...include
        .filter((name) => !types.includes(name) && !made.includes(name))
        .map((name) => `trial type ${name}`),
      ...confounds.columns.filter((name) => !columns.includes(name)).map((name) => `confound ${name}`),
      ...(mask.kind === 'file' && run.companions.mask?.name !== mask.name ? [`mask ${mask.name}`] : []),
    ]
    return missing.length === 0 ? [] : [notHonoured(pane, missing, file)]
  })
}

function notHonoured(pane: 'a' | 'b', missing: readonly string[], file: string): Finding {
  return {
    code: 'session-not-honoured',
    severity: 'warning',
    file,
    message: `Pipeline ${pane.toUpperCase()} of the session uses what this run does not have: ${missing.join(', ')}.`,
    remedy: 'Add the file that has it, or change the pipeline.',
  }
}
