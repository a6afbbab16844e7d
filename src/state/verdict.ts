import { Refusal } from '../core/finding.ts'
import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import { estimability } from '../core/contrast/estimability.ts'
import { parseContrast } from '../core/contrast/expression.ts'
import { contrastRows } from '../core/contrast/weights.ts'
import { contrastVarianceInflation, standardErrorInflation } from '../core/design/diagnostics.ts'
import type { Design } from '../core/design/design.ts'
import { isRestType } from '../core/pipeline/conditionsSwitch.ts'
import type { Matrix } from '../core/math/matrix.ts'
import type { AppState, Pane } from './appState.ts'
import { readContrast } from './contrastReading.ts'
import { contrastRemarks } from './contrastRemarks.ts'
import { notEstimableWords } from './estimableWords.ts'
import { gradeOfInflation, type Grade } from './grades.ts'
import { memoizePerKey } from './memo.ts'
import { paneDesign, type LiveDesign } from './paneDesign.ts'

/** How far a contrast can be trusted in a design, with the number that decides. */
export interface Verdict {
  readonly grade: Grade | 'error'
  readonly headline: string
  readonly text: string
  /** 1-based character of a mistake in an expression. */
  readonly at?: number
  /** Variance inflation of the contrast. */
  readonly vif?: number
  /** An expression that asks the same more safely, or the name that was probably meant. */
  readonly suggestion?: string
  /** What its weights add up to, and what it asks in other designs. */
  readonly remarks?: readonly string[]
}

/** A contrast as it stands on screen: what is being typed, or what is asked for. */
export type AskedContrast = string | ContrastSpec

/** What a pane's contrast field says now. */
export function askedContrast({ settings, contrastDrafts }: AppState, pane: Pane): AskedContrast | null {
  return contrastDrafts[pane] ?? settings?.contrasts[pane] ?? null
}

/** The verdict on a pane's contrast, drafts included, in the design of its present settings; null while there is none. */
export function contrastVerdict(state: AppState, pane: Pane): Verdict | null {
  const live = paneDesign(state, pane)
  const contrast = askedContrast(state, pane)
  return live === null || contrast === null ? null : verdictOf(pane, live, contrast)
}

const verdictOf = memoizePerKey(verdictOnLive)

function verdictOnLive(live: LiveDesign, contrast: AskedContrast): Verdict {
  if (!live.ok) return { grade: 'error', headline: live.finding.message, text: live.finding.remedy }
  return verdictOn(live.design, contrast)
}

/** The verdict on a contrast in a design. */
export function verdictOn(design: Design, asked: AskedContrast): Verdict {
  const names = design.columns.map((column) => column.name)
  const mistake = mistakeIn(asked, names)
  if (mistake !== null) {
    return {
      grade: 'error',
      headline: `Character ${String(mistake.at + 1)}: ${mistake.message}`,
      text: `The columns are ${names.join(', ')}.`,
      at: mistake.at + 1,
      ...(mistake.suggestion === undefined ? {} : { suggestion: mistake.suggestion }),
    }
  }
  try {
    return gradeOf(design, rowsOfAsked(asked, names), names)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { grade: 'error', headline: error.finding.message, text: error.finding.remedy }
  }
}

/** Weights of what is asked, q x p. Throws a Refusal for what cannot be read. */
export function rowsOfAsked(asked: AskedContrast, names: readonly string[]): Matrix {
  if (typeof asked !== 'string') return contrastRows(asked, names)
  const read = readContrast(asked, names)
  return contrastRows(read.ok ? read.contrast : { kind: 'expression', text: asked }, names)
}

function mistakeIn(
  asked: AskedContrast,
  names: readonly string[],
): { readonly at: number; readonly message: string; readonly suggestion?: string } | null {
  if (typeof asked === 'string') {
    const read = readContrast(asked, names)
    return read.ok ? null : read
  }
  if (asked.kind !== 'expression') return null
  const parsed = parseContrast(asked.text, names)
  return parsed.ok ? null : parsed
}

function gradeOf(design: Design, rows: Matrix, names: readonly string[]): Verdict {
  const { estimable, involvedColumns } = estimability(design.matrix, rows)
  if (!estimable) {
    const involved = involvedColumns.map((column) => names[column] ?? '')
    return { grade: 'not-estimable', headline: 'Not estimable', text: notEstimableWords(involved) }
  }
  const vif = largestInflation(design.matrix, rows)
  const grade = gradeOfInflation(vif)
  const remedy = grade === 'fine' ? null : saferContrast(design, rows, names)
  const remarks = rows.rows === 1 ? contrastRemarks(design, rows.data) : []
  return {
    grade,
    headline: headlines[grade],
    ...(Number.isNaN(vif) ? {} : { vif }),
    text: remedy === null ? texts[grade] : remedyText(remedy),
    ...(remedy === null ? {} : { suggestion: remedy.expression }),
    ...(remarks.length === 0 ? {} : { remarks }),
  }
}

const headlines = {
  fine: 'Estimable',
  inflated: 'Estimable, but inflated',
  unstable: 'Unstable',
  'not-estimable': 'Not estimable',
}

const texts = {
  fine: 'No other regressor resembles it much: its variance is nearly what it would be alone.',
  inflated: 'Other regressors resemble it: its effect rests on the scans where they differ.',
  unstable:
    'Other regressors can nearly replace it: its effect rests on the few scans where they differ, whatever the rest of the run says.',
  'not-estimable': 'The columns it weighs can replace each other, so no data can tell it.',
}

/** The largest inflation of a contrast's rows; NaN where none of them varies over time. */
export function largestInflation(design: Matrix, rows: Matrix): number {
  const each = Array.from({ length: rows.rows }, (_, r) =>
    contrastVarianceInflation(design, rows.data.subarray(r * rows.columns, (r + 1) * rows.columns)),
  ).filter((vif) => !Number.isNaN(vif))
  return each.length === 0 ? NaN : Math.max(...each)
}

interface SaferContrast {
  readonly condition: string
  readonly expression: string
  readonly rest: string
  readonly ratio: number
}

/** A condition against rest, where rest is modelled and the contrast is one condition alone. */
function saferContrast(design: Design, rows: Matrix, names: readonly string[]): SaferContrast | null {
  const used = names.flatMap((name, j) => (rows.data[j] === 0 ? [] : [{ name, j }]))
  const [only] = used
  const rest = names.findIndex((name, j) => design.columns[j]?.role === 'condition' && isRestType(name))
  if (rows.rows !== 1 || used.length !== 1 || only === undefined || rest < 0 || only.j === rest) return null
  const safer = Float64Array.from(names, (_, j) => (j === only.j ? 1 : j === rest ? -1 : 0))
  const restName = names[rest] ?? ''
  return {
    condition: only.name,
    expression: `${only.name} - ${restName}`,
    rest: restName,
    ratio: standardErrorInflation(design.matrix, rows.data, safer),
  }
}

function remedyText({ condition, expression, rest, ratio }: SaferContrast): string {
  return `${rest} nearly fills the gaps of ${condition}: together they are almost the constant, so few scans tell ${condition} alone. Its s.e. is ${ratio.toFixed(1)} × that of ${expression}.`
}

/** The verdict on any contrast in the design of a pane's present settings. */
export function verdictFor(state: AppState, pane: Pane, contrast: ContrastSpec): Verdict | null {
  const live = paneDesign(state, pane)
  if (live === null) return null
  const known = verdicts.get(live) ?? new WeakMap<ContrastSpec, Verdict>()
  verdicts.set(live, known)
  const found = known.get(contrast) ?? verdictOnLive(live, contrast)
  known.set(contrast, found)
  return found
}

const verdicts = new WeakMap<LiveDesign, WeakMap<ContrastSpec, Verdict>>()
