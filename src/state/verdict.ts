import { Refusal } from '../core/finding.ts'
import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import { estimability } from '../core/contrast/estimability.ts'
import { parseContrast } from '../core/contrast/expression.ts'
import { contrastRows } from '../core/contrast/weights.ts'
import { contrastVarianceInflation, standardErrorInflation } from '../core/design/diagnostics.ts'
import type { Design } from '../core/design/design.ts'
import { restName } from '../core/design/conditions.ts'
import type { Matrix } from '../core/math/matrix.ts'
import type { AppState, Pane } from './appState.ts'
import { memoizePerKey } from './memo.ts'
import { paneDesign, type LiveDesign } from './paneDesign.ts'

/** How far a contrast can be trusted in a design, with the number that decides. */
export interface Verdict {
  readonly grade: 'fine' | 'inflated' | 'unstable' | 'not-estimable' | 'error'
  readonly headline: string
  readonly text: string
  /** 1-based character of a mistake in an expression. */
  readonly at?: number
  /** Variance inflation of the contrast. */
  readonly vif?: number
  /** An expression that asks the same more safely, or the name that was probably meant. */
  readonly suggestion?: string
}

/** Above these the contrast is called inflated and unstable (Kutner et al. 2004; Marquardt 1970). */
const inflatedFrom = 5
const unstableFrom = 10

/** The verdict on a pane's contrast in the design of its present settings; null while there is none. */
export function contrastVerdict(state: AppState, pane: Pane): Verdict | null {
  const live = paneDesign(state, pane)
  const contrast = state.settings?.contrasts[pane]
  return live === null || contrast === undefined ? null : verdictOf(pane, live, contrast)
}

const verdictOf = memoizePerKey((live: LiveDesign, contrast: ContrastSpec): Verdict => {
  if (!live.ok) return { grade: 'error', headline: live.finding.message, text: live.finding.remedy }
  return verdictOn(live.design, contrast)
})

/** The verdict on a contrast in a design. */
export function verdictOn(design: Design, contrast: ContrastSpec): Verdict {
  const names = design.columns.map((column) => column.name)
  const mistake = contrast.kind === 'expression' ? parseContrast(contrast.text, names) : null
  if (mistake !== null && !mistake.ok) {
    return {
      grade: 'error',
      headline: `Character ${String(mistake.at + 1)}: ${mistake.message}`,
      text: `The columns are ${names.join(', ')}.`,
      at: mistake.at + 1,
      ...(mistake.suggestion === undefined ? {} : { suggestion: mistake.suggestion }),
    }
  }
  try {
    return gradeOf(design, contrastRows(contrast, names), names)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { grade: 'error', headline: error.finding.message, text: error.finding.remedy }
  }
}

function gradeOf(design: Design, rows: Matrix, names: readonly string[]): Verdict {
  const { estimable, involvedColumns } = estimability(design.matrix, rows)
  if (!estimable) {
    const involved = involvedColumns.map((column) => names[column] ?? '').join(', ')
    return {
      grade: 'not-estimable',
      headline: 'Not estimable',
      text: `${involved}: these columns can replace each other, so no data can tell this contrast.`,
    }
  }
  const vif = largestInflation(design.matrix, rows)
  const grade = vif > unstableFrom ? 'unstable' : vif >= inflatedFrom ? 'inflated' : 'fine'
  const remedy = grade === 'fine' ? null : saferContrast(design, rows, names)
  return {
    grade,
    headline: { fine: 'Estimable', inflated: 'Estimable, but inflated', unstable: 'Unstable' }[grade],
    vif,
    text: remedy === null ? fineText(grade) : remedyText(remedy),
    ...(remedy === null ? {} : { suggestion: remedy.expression }),
  }
}

function largestInflation(design: Matrix, rows: Matrix): number {
  const each = Array.from({ length: rows.rows }, (_, r) =>
    contrastVarianceInflation(design, rows.data.subarray(r * rows.columns, (r + 1) * rows.columns)),
  )
  return Math.max(...each)
}

function fineText(grade: 'fine' | 'inflated' | 'unstable'): string {
  return grade === 'fine'
    ? 'The other regressors leave its variance nearly as it would be alone.'
    : 'Other regressors explain nearly all of it: its effect rests on the few scans where they differ.'
}

interface SaferContrast {
  readonly expression: string
  readonly ratio: number
}

/** A condition against rest, where rest is modelled and the contrast is one condition alone. */
function saferContrast(design: Design, rows: Matrix, names: readonly string[]): SaferContrast | null {
  const used = names.flatMap((name, j) => (rows.data[j] === 0 ? [] : [{ name, j }]))
  const [only] = used
  const rest = names.indexOf(restName)
  if (rows.rows !== 1 || used.length !== 1 || only === undefined || rest < 0 || only.j === rest) return null
  const safer = Float64Array.from(names, (_, j) => (j === only.j ? 1 : j === rest ? -1 : 0))
  return {
    expression: `${only.name} - ${restName}`,
    ratio: standardErrorInflation(design.matrix, rows.data, safer),
  }
}

function remedyText({ expression, ratio }: SaferContrast): string {
  return `Its s.e. is ${ratio.toFixed(1)} × that of ${expression}, because rest nearly fills the gaps. Use ${expression}.`
}
