import { useEffect, useEffectEvent, useState } from 'react'
import { arrange, arrangementFor, isArranged } from '../../lessons/arranged.ts'
import type { LessonStep } from '../../lessons/lesson.ts'
import {
  lessonFigures,
  mainCondition,
  unknownFigures,
  type LessonFigures,
} from '../../lessons/lessonFigures.ts'
import { whyMapsDiffer } from '../../lessons/whyMapsDiffer.ts'
import type { AppState } from '../../state/appState.ts'
import { explainBlocked, explainKey } from '../../state/explainView.ts'
import { useActions, useApp, useReadState } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'

/** The open lesson, as the card shows it. */
export interface OpenLesson {
  readonly title: string
  readonly step: LessonStep
  /** From 0. */
  readonly index: number
  readonly count: number
  /** Opening: the run of the lesson is not there yet. */
  readonly standing: 'opening' | 'fitting' | 'ready'
  /** Whether something on screen is no longer as the step put it. */
  readonly changed: boolean
  readonly paragraphs: readonly string[]
  readonly go: (index: number) => void
  readonly restore: () => void
  readonly leave: () => void
}

/** Leads through the lesson: puts each step on screen once its run is open, and reads the numbers it quotes. Null outside a lesson. */
export function useLesson(): OpenLesson | null {
  const actions = useActions()
  const read = useReadState()
  const [seen, setSeen] = useState<readonly (LessonFigures | null)[]>([])
  const index = useApp((state) => state.view.lessonStep)
  const runId = useApp((state) => (isLessonRun(state) ? (state.run?.id ?? null) : null))
  const standing = useApp((state, selectors) =>
    runId === null ? 'opening' : selectors.phase(state) === 'ready' ? 'ready' : 'fitting',
  )
  const step = index === null ? null : (whyMapsDiffer.steps[index] ?? null)
  const restore = (): void => {
    const arrangement = step === null ? null : arrangementFor(read(), step)
    if (arrangement !== null) arrange(actions, arrangement)
  }
  useWhen(runId !== null && step !== null, `${runId ?? ''} ${index ?? ''}`, restore)
  useExplaining(step?.explains ?? false, standing)
  const changed = useApp((state) => step !== null && runId !== null && hasChanged(state, step))
  const unknown = useApp((state) => unknownFigures(mainCondition(state)))
  const known = useAppInTurn((state, selectors) =>
    index !== null && isLessonRun(state) && selectors.phase(state) === 'ready' ? lessonFigures(state) : null,
  )
  const figures = standing === 'ready' ? (known ?? unknown) : unknown
  if (index === null || step === null) return null
  return {
    title: whyMapsDiffer.title,
    step,
    index,
    count: whyMapsDiffer.steps.length,
    standing,
    changed,
    paragraphs: step.text(figures, seen),
    go: (to) => {
      const known = standing === 'ready' && !changed ? lessonFigures(read()) : (seen[index] ?? null)
      setSeen(whyMapsDiffer.steps.map((_, i) => (i === index ? known : (seen[i] ?? null))))
      actions.setView({ lessonStep: to })
    },
    restore,
    leave: () => {
      setSeen([])
      actions.setView({ lessonStep: null })
    },
  }
}

/** The lesson is about the simulated run. */
function isLessonRun({ run, settings, loading }: AppState): boolean {
  return run !== null && run.isSample && settings !== null && loading.status !== 'running'
}

function hasChanged(state: AppState, step: LessonStep): boolean {
  const arrangement = arrangementFor(state, step)
  return arrangement !== null && !isArranged(state, arrangement)
}

/** Does something once each time a key is new while a condition holds. */
function useWhen(holds: boolean, key: string, act: () => void): void {
  const onKey = useEffectEvent(act)
  useEffect(() => {
    if (holds) onKey()
  }, [holds, key])
}

/** Has the difference explained for a step that quotes shares, once for each difference; what was cancelled stays so. */
function useExplaining(wanted: boolean, standing: OpenLesson['standing']): void {
  const actions = useActions()
  const due = useApp((state) => {
    if (!wanted || standing !== 'ready' || explainBlocked(state) !== null) return null
    const { job, shown } = state.explain
    const key = explainKey(state)
    const isOver = job.status === 'idle' || job.status === 'done'
    return isOver && shown?.key !== key ? key : null
  })
  useWhen(due !== null, due ?? '', () => actions.explain())
}
