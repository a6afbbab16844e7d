import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { Pane, View } from '../state/appState.ts'
import type { LessonFigures } from './lessonFigures.ts'

/** What a step puts on screen: a state of the app that anyone could reach by hand. */
export interface Arrangement {
  readonly pipelines: Readonly<Record<Pane, PipelineSpec>>
  /** Asked of both panes. */
  readonly contrast: ContrastSpec
  readonly view: Pick<View, 'tab' | 'map' | 'units' | 'differenceShows' | 'thresholdOn'>
}

/** One step of a lesson. */
export interface LessonStep {
  readonly title: string
  readonly arrange: (events: readonly StimulusEvent[]) => Arrangement
  /** Whether it needs the difference explained. */
  readonly explains: boolean
  /**
   * Paragraphs; every number in them comes from the figures of the state on screen, or of the earlier steps as they were seen (null
   * for those that were not).
   */
  readonly text: (now: LessonFigures, seen: readonly (LessonFigures | null)[]) => readonly string[]
}

/** A way through the app, step by step. */
export interface Lesson {
  readonly title: string
  readonly steps: readonly LessonStep[]
}
