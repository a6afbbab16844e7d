import { Refusal } from '../finding.ts'
import type { Finding } from '../finding.ts'

/** What a refusal or a finding about a file says; the severity is added by `refusal`, `warning` and `note`. */
export type Statement = Omit<Finding, 'severity'>

/** The Refusal to throw for an input that cannot be used. */
export function refusal(statement: Statement): Refusal {
  return new Refusal({ ...statement, severity: 'error' })
}

/** A finding about an input that is used although it is doubtful. */
export function warning(statement: Statement): Finding {
  return { ...statement, severity: 'warning' }
}

/** A finding that only informs. */
export function note(statement: Statement): Finding {
  return { ...statement, severity: 'note' }
}

/** Text from a file, in quotation marks, without control characters and at most 40 characters long. */
export function quoted(text: string): string {
  const clean = text.slice(0, 200).replaceAll(/[\p{C}\s]+/gu, ' ')
  return `“${clean.length > 40 ? `${clean.slice(0, 39)}…` : clean}”`
}

/** The first of several items in words: 'a, b, c and 4 more'. */
export function listed(items: readonly (string | number)[], limit = 5): string {
  const shown = items.slice(0, limit).join(', ')
  return items.length > limit ? `${shown} and ${items.length - limit} more` : shown
}

/** A number as a message shows it: at most `digits` significant digits, no trailing zeros. */
export function shortNumber(value: number, digits = 6): string {
  return String(Number(value.toPrecision(digits)))
}
