import { trialTypes } from '../core/pipeline/conditionsSwitch.ts'
import { specDifferences } from '../core/pipeline/specDifferences.ts'
import type { Actions } from '../state/actions.ts'
import { panes, type AppState } from '../state/appState.ts'
import type { Arrangement, LessonStep } from './lesson.ts'

/** What a step puts on screen for the run that is open; null without a run and its settings. */
export function arrangementFor({ run, settings }: AppState, step: LessonStep): Arrangement | null {
  return run?.events == null || settings === null ? null : step.arrange(run.events)
}

/** Puts a step on screen by the same actions as a hand would. */
export function arrange(actions: Actions, { pipelines, contrast, view }: Arrangement): void {
  for (const pane of panes) actions.setPipeline(pane, pipelines[pane])
  actions.setContrast('both', contrast)
  actions.setView(view)
}

/** Whether the state is what a step put on screen, whatever else was looked at meanwhile. */
export function isArranged({ run, settings, view }: AppState, arrangement: Arrangement): boolean {
  if (settings === null) return false
  const types = trialTypes(run?.events ?? [])
  const { pipelines, contrast } = arrangement
  const isSame = panes.every(
    (pane) =>
      specDifferences(settings.pipelines[pane], pipelines[pane], types).length === 0 &&
      JSON.stringify(settings.contrasts[pane]) === JSON.stringify(contrast),
  )
  const { tab, map, units, differenceShows, thresholdOn } = arrangement.view
  return (
    isSame &&
    view.tab === tab &&
    view.map === map &&
    view.units === units &&
    view.differenceShows === differenceShows &&
    view.thresholdOn === thresholdOn
  )
}
