export interface NumberRange {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly whole?: boolean | undefined
}

/** Reads what was typed: a decimal point or comma, a hyphen or true minus. Null when it is no number. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace('−', '-').replace(',', '.')
  if (plain === '') return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** What is wrong with a number, in one sentence; null when it may be used. */
export function numberProblem(text: string, range: NumberRange): string | null {
  const value = readNumber(text)
  if (value === null) return 'Enter a number.'
  if (range.whole === true && !Number.isInteger(value)) return 'Enter a whole number.'
  if (range.min !== undefined && value < range.min) return `At least ${range.min}.`
  if (range.max !== undefined && value > range.max) return `At most ${range.max}.`
  return null
}

/** The number one step up or down, without the noise of binary fractions, kept in range. */
export function stepped(value: number, step: number, range: NumberRange): number {
  const next = Number((value + step).toPrecision(10))
  return Math.min(range.max ?? Infinity, Math.max(range.min ?? -Infinity, next))
}
