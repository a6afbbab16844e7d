import type { NearNullStep } from '../core/design/nearNull.ts'
import { edgeShare, type ContrastDiagnosis, type RegressorDiagnosis } from './designDiagnostics.ts'
import { highCorrelation, mediumCorrelation, type Grade } from './grades.ts'

/** What a grade is called in tables. */
export const gradeWords: Readonly<Record<Grade, string>> = {
  fine: 'fine',
  inflated: 'inflated',
  unstable: 'unstable',
  'not-estimable': 'not estimable',
}

/** The step of the betas that the data can hardly see, in one or two sentences. */
export function nearNullWords(
  { terms, change, unchangedScans }: NearNullStep,
  names: readonly string[],
): string {
  const nameOf = (column: number): string => names[column] ?? ''
  const [only] = terms
  if (only === undefined) return 'No direction of the betas is hard to see.'
  if (terms.length === 1) return aloneWords(nameOf(only.column), change)
  if (change > visibleFrom)
    return `No combination of columns nearly vanishes: the least changes the fit by ${percent(change)} of its largest term.`
  const groups = bySize(terms)
  const parts = groups.map(({ step, columns }, i) => {
    const verb = `${i === 0 ? '' : ' and '}${step > 0 ? 'add' : 'subtract'}`
    return `${verb} ${short(Math.abs(step))} ${step > 0 ? 'to' : 'from'} ${listed(columns.map(nameOf))}`
  })
  const sentence = parts.join('')
  const asked = sentence.charAt(0).toUpperCase() + sentence.slice(1)
  return `${asked}: the fit changes by ${percent(change)} of the largest of these terms.${stretchWords(unchangedScans)}`
}

/** A combination that keeps this share of its largest term can be seen well. */
const visibleFrom = 0.5

function aloneWords(name: string, change: number): string {
  return change === 0
    ? `${name} is 0 at every scan: whatever its beta, the fit is the same.`
    : `No combination of columns nearly vanishes: the least is ${name} alone.`
}

function stretchWords(scans: NearNullStep['unchangedScans']): string {
  if (scans === null || scans[1] - scans[0] < 10) return ''
  return ` From scan ${String(scans[0] + 1)} to ${String(scans[1] + 1)} it does not change at all, to 1 %.`
}

function bySize(terms: NearNullStep['terms']): { readonly step: number; readonly columns: number[] }[] {
  const groups: { step: number; columns: number[] }[] = []
  for (const { column, step } of terms) {
    const known = groups.find((group) => group.step === step)
    if (known === undefined) groups.push({ step, columns: [column] })
    else known.columns.push(column)
  }
  return groups.toSorted((a, b) => b.step - a.step)
}

/** At most this many names are written out. */
const listedNames = 5

function listed(names: readonly string[]): string {
  if (names.length > listedNames) {
    return `${names.slice(0, listedNames).join(', ')} and ${String(names.length - listedNames)} more`
  }
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1] ?? ''}`
}

/** How many scans at either end of the run are looked at together. */
const edgeScans = 12

/** Where the scans lie that decide a contrast. */
export function identifyingWords(shares: Float64Array): string {
  if (shares.every((share) => share === 0)) return 'no scan tells it'
  const count = Math.min(edgeScans, Math.floor(shares.length / 4))
  return `${percent(edgeShare(shares, count))} in the first and last ${String(count)} scans`
}

/** From how many times the standard error without a condition that condition is named. */
export const worthLeavingOut = 1.2

/** Below this a variance is called hardly inflated. */
const hardlyInflated = 1.5

/** The verdict on a contrast with its deciding number, in a sentence. */
export function contrastWords({ whyNot, vif, standardError, leaner }: ContrastDiagnosis): string {
  if (whyNot !== '') return whyNot
  const inflation =
    vif === null
      ? 'No inflation is defined: it does not vary over time'
      : vif < hardlyInflated
        ? `VIF ${vif.toFixed(1)}: hardly any other regressor resembles it`
        : `VIF ${vif.toFixed(1)}: its variance is ${vif.toFixed(1)} times what it would be if no other regressor resembled it`
  const ratio = leaner === null || standardError === null ? 1 : standardError / leaner.standardError
  if (leaner === null || ratio < worthLeavingOut) return `${inflation}.`
  return `${inflation}. Its s.e. is ${ratio.toFixed(ratio < 10 ? 1 : 0)} times the ${leaner.standardError.toPrecision(2)} it would be without ${leaner.without}.`
}

/** How serious a correlation of two regressors is, as AFNI grades it. */
export function correlationWords(r: number): string {
  const size = Math.abs(r)
  if (size >= highCorrelation) return 'high'
  return size >= mediumCorrelation ? 'medium' : ''
}

/** The two regressors of one design that correlate most. */
export function strongestPair(
  regressors: readonly RegressorDiagnosis[],
): { readonly names: readonly [string, string]; readonly r: number } | null {
  let best: { readonly names: readonly [string, string]; readonly r: number } | null = null
  for (const { name, closest } of regressors) {
    if (closest !== null && Math.abs(closest.r) > Math.abs(best?.r ?? 0)) {
      best = { names: [name, closest.name], r: closest.r }
    }
  }
  return best
}

function percent(share: number): string {
  const value = 100 * share
  if (value > 0 && value < 0.1) return 'less than 0.1 %'
  return `${value.toFixed(value < 10 ? 1 : 0)} %`
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}
