import { isContrastPending } from './contrastTyping.ts'
import { fitInputs } from './fitInputs.ts'
import { fitOf } from './paneResult.ts'
import { spaceOf } from './space.ts'
import { panes, type AppState, type Pane } from './appState.ts'
import type { Progress } from '../protocol/progress.ts'

export type Phase = 'empty' | 'waiting' | 'loading' | 'fitting' | 'ready' | 'failed'

/** What the app is doing, as `<main data-phase>` says it. */
export function phase(state: AppState): Phase {
  if (state.loading.status === 'running') return 'loading'
  if (state.run === null) return phaseWithoutRun(state)
  if (!showsOnlyMaps(state) && hasNothingToFit(state)) return 'waiting'
  if (isContrastPending(state)) return 'fitting'
  return panes.some((pane) => isPending(state, pane)) ? 'fitting' : 'ready'
}

function phaseWithoutRun(state: AppState): Phase {
  const { loading, waiting, intake } = state
  if (intake.question !== null) return 'waiting'
  if (spaceOf(state) !== null) return 'ready'
  if (state.models.spm !== null || state.models.designs.length > 0) return 'waiting'
  if (Object.keys(state.awaitedMaps).length > 0) return 'waiting'
  if (Object.values(waiting).some((companion) => companion !== null)) return 'waiting'
  return loading.status === 'failed' ? 'failed' : 'empty'
}

/** Whether nothing is being read or fitted. */
export function isAtRest(state: AppState): boolean {
  return !['loading', 'fitting'].includes(phase(state))
}

/** Whether TR or events are missing: a design from a file needs no events. */
function hasNothingToFit(state: AppState): boolean {
  return panes.every((pane) => fitInputs(state, pane) === null)
}

/** Whether all that is to be shown comes from files. */
export function showsOnlyMaps({ sources }: Pick<AppState, 'sources'>): boolean {
  return panes.every((pane) => sources[pane].kind === 'imported')
}

/** Whether a pane's picture is not yet that of the settings beside it and work on it goes on or is about to. */
function isPending(state: AppState, pane: Pane): boolean {
  const { job, refusal } = state.panes[pane]
  if (job.status === 'running') return true
  return refusal === null && job.status !== 'cancelled' && job.status !== 'failed' && isStale(state, pane)
}

/** Whether what a pane shows was computed from other settings than those beside it. */
export function isStale(state: AppState, pane: Pane): boolean {
  const inputs = fitInputs(state, pane)
  return inputs !== null && state.panes[pane].shown?.key !== inputs.key
}

/** Progress of the work that is going on: loading, or both panes' fits together. */
export function workProgress(state: AppState): Progress | null {
  if (state.loading.status === 'running') return state.loading.progress
  const running = panes.flatMap((pane) => {
    const { job } = state.panes[pane]
    return job.status === 'running' && job.progress !== null ? [job.progress] : []
  })
  const [first] = running
  if (first === undefined) return null
  const same = running.filter((progress) => progress.unit === first.unit)
  return {
    ...first,
    done: same.reduce((sum, progress) => sum + progress.done, 0),
    total: same.reduce((sum, progress) => sum + progress.total, 0),
  }
}

/** The phase in words, for the status line. */
export function statusLine(state: AppState): string {
  switch (phase(state)) {
    case 'empty':
      return state.loading.status === 'cancelled' ? 'Loading cancelled' : 'No data loaded'
    case 'failed':
      return 'Nothing could be opened; see Messages'
    case 'waiting':
      return waitingLine(state)
    case 'loading':
    case 'fitting':
      return progressLine(state)
    case 'ready':
      return readyLine(state)
  }
}

function waitingLine({ run, intake, loading, awaitedMaps }: AppState): string {
  if (loading.status === 'cancelled') return 'Loading cancelled; what was added before stays'
  if (run === null && intake.question !== null) return questionLines[intake.question.kind]
  if (run === null)
    return Object.keys(awaitedMaps).length > 0
      ? 'Waiting for the maps of the session'
      : 'Waiting for a BOLD run'
  return run.repetitionTime === null ? 'Waiting for the repetition time' : 'Waiting for an events table'
}

function megabytes({ done, total }: Progress): string {
  return `${String(Math.round(done))} of ${String(Math.ceil(total))} MB`
}

const questionLines = {
  'which-run': 'Waiting for a choice of run',
  memory: 'Waiting for leave to take much memory',
}

function progressLine(state: AppState): string {
  const progress = workProgress(state)
  if (progress === null) return state.loading.status === 'running' ? 'Loading' : 'Preparing the fit'
  if (progress.unit === 'MB') return `${progress.what}: ${megabytes(progress)}`
  const percent = progress.total > 0 ? Math.floor((100 * progress.done) / progress.total) : 0
  return `${progress.what}: ${String(percent)} %`
}

function readyLine(state: AppState): string {
  const cancelled = panes.filter((pane) => state.panes[pane].job.status === 'cancelled')
  if (cancelled.length > 0) return 'Cancelled; the earlier fit is shown'
  if (state.loading.status === 'cancelled') return 'Loading cancelled; what was open stays'
  const refused = panes.filter((pane) => state.panes[pane].refusal !== null)
  if (refused.length > 0)
    return `Ready; ${refused.map((pane) => pane.toUpperCase()).join(' and ')} could not be fitted`
  const times = panes.flatMap((pane) => fitOf(state.panes[pane].shown)?.milliseconds ?? [])
  if (times.length === 0) return 'Ready · maps from files'
  if (times.length === 1) return `Ready · fitted in ${seconds(times)} s`
  return `Ready · both fitted in ${seconds(times)} s`
}

function seconds(milliseconds: readonly number[]): string {
  return (Math.max(...milliseconds) / 1000).toFixed(2)
}
