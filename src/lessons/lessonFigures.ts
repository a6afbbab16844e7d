import type { Agreement } from '../core/compare/agreement.ts'
import { restName } from '../core/design/conditions.ts'
import { conditioning, correlations, standardErrorInflation } from '../core/design/diagnostics.ts'
import type { Design } from '../core/design/design.ts'
import { defaultContrast } from '../core/pipeline/conditionsSwitch.ts'
import type { SpecGroup } from '../core/pipeline/specDifferences.ts'
import type { AppState, Pane } from '../state/appState.ts'
import { agreementIn } from '../state/comparison.ts'
import { measuredSettings } from '../state/comparisonMeasured.ts'
import { memoizeLast, memoizePerKey } from '../state/memo.ts'
import { fitOf } from '../state/paneResult.ts'
import { contrastVerdict, type Verdict } from '../state/verdict.ts'

/** What one pane's design says of the first condition. */
export interface DesignFigures {
  /** Variance inflation of the contrast asked. */
  readonly vif: number | null
  readonly conditionNumber: number | null
  /** Of the condition's regressor with that of rest; null where rest is not modelled. */
  readonly correlationWithRest: number | null
  /** Standard error of the condition alone over that of the condition against rest; null likewise. */
  readonly standardErrorRatio: number | null
}

/** A setting's share of the difference, 1 for all of it. */
export interface Share {
  readonly group: SpecGroup
  readonly share: number
}

/** Every number that a lesson's texts may quote, read from the state. */
export interface LessonFigures {
  /** The condition the run is about, such as movement. */
  readonly condition: string
  readonly effectAsEstimated: Agreement | null
  /** In percent of voxel mean, as the next. */
  readonly effect: Agreement | null
  readonly standardError: Agreement | null
  readonly t: Agreement | null
  readonly designs: Readonly<Record<Pane, DesignFigures>>
  /** In falling order; null until the difference on screen has been explained. */
  readonly sharesOfEffect: readonly Share[] | null
  readonly sharesOfT: readonly Share[] | null
}

/** The numbers of the state on screen; its parts are the same objects while nothing in them changes. */
export function lessonFigures(state: AppState): LessonFigures {
  const condition = mainCondition(state)
  const measured = measuredSettings(state)
  return {
    condition,
    effectAsEstimated: agreementIn(state, 'effect', 'as-estimated'),
    effect: agreementIn(state, 'effect', 'percent-of-voxel-mean'),
    standardError: agreementIn(state, 'standard-error', 'percent-of-voxel-mean'),
    t: agreementIn(state, 't', 'as-estimated'),
    designs: bothDesigns(
      designFigures('a', fitOf(state.panes.a.shown)?.design ?? null, contrastVerdict(state, 'a'), condition),
      designFigures('b', fitOf(state.panes.b.shown)?.design ?? null, contrastVerdict(state, 'b'), condition),
    ),
    sharesOfEffect: shares('effect', measured, 'effect'),
    sharesOfT: shares('t', measured, 't'),
  }
}

const bothDesigns = memoizeLast((a: DesignFigures, b: DesignFigures) => ({ a, b }))

const designFigures = memoizePerKey(
  (design: Design | null, verdict: Verdict | null, condition: string): DesignFigures => ({
    vif: verdict?.vif ?? null,
    conditionNumber: design === null ? null : conditioning(design.matrix, 'as-they-are').conditionNumber,
    ...againstRest(design, condition),
  }),
)

function againstRest(
  design: Design | null,
  condition: string,
): Pick<DesignFigures, 'correlationWithRest' | 'standardErrorRatio'> {
  const names = design?.columns.map(({ name }) => name) ?? []
  const [own, rest] = [names.indexOf(condition), names.indexOf(restName)]
  if (design === null || own < 0 || rest < 0) return { correlationWithRest: null, standardErrorRatio: null }
  const matrix = correlations(design.matrix)
  const alone = names.map((_, j) => (j === own ? 1 : 0))
  const against = names.map((_, j) => (j === own ? 1 : j === rest ? -1 : 0))
  return {
    correlationWithRest: matrix.data[own * matrix.columns + rest] ?? null,
    standardErrorRatio: standardErrorInflation(design.matrix, alone, against),
  }
}

type Measured = NonNullable<ReturnType<typeof measuredSettings>>

const shares = memoizePerKey((measured: Measured | null, kind: 'effect' | 't'): readonly Share[] | null => {
  if (measured === null) return null
  const known = [...measured].flatMap(([group, maps]) => {
    const share = maps[kind]?.share ?? null
    return share === null ? [] : [{ group, share }]
  })
  return known.toSorted((p, q) => q.share - p.share)
})

const unknownDesign: DesignFigures = {
  vif: null,
  conditionNumber: null,
  correlationWithRest: null,
  standardErrorRatio: null,
}

/** No numbers yet, for texts that are shown while the fits they quote go on. */
export const unknownFigures = memoizeLast((condition: string): LessonFigures => ({
  condition,
  effectAsEstimated: null,
  effect: null,
  standardError: null,
  t: null,
  designs: { a: unknownDesign, b: unknownDesign },
  sharesOfEffect: null,
  sharesOfT: null,
}))

/** The condition a run is about: its first trial type that is not rest. */
export function mainCondition({ run }: Pick<AppState, 'run'>): string {
  const contrast = defaultContrast(run?.events ?? [])
  return contrast?.kind === 'expression' ? contrast.text : 'task'
}
