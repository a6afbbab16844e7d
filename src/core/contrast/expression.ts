import { nearestName } from './nearestName.ts'
import { tokensOf, type Token } from './tokens.ts'

/** What is wrong with an expression and where: `length` characters from `at`, counted from 0. */
export interface ExpressionError {
  readonly at: number
  readonly length: number
  readonly message: string
  /** The column that was probably meant. */
  readonly suggestion?: string
}

export type ParsedContrast =
  { readonly ok: true; readonly weights: Float64Array } | ({ readonly ok: false } & ExpressionError)

/** Part of the expression: a number, or a weight per column; `at` and `length` say where it stands. */
type Term =
  | { readonly kind: 'number'; readonly value: number; readonly at: number; readonly length: number }
  | { readonly kind: 'weights'; readonly weights: Float64Array; readonly at: number; readonly length: number }

const deepestNesting = 100

/** Ends parsing; never leaves this file. */
class Stop extends Error {
  readonly where: ExpressionError

  constructor(where: ExpressionError) {
    super(where.message)
    this.where = where
  }
}

/**
 * Weights of a contrast written as nilearn reads it (0.12.1, expression_to_contrast_vector): one column's exact name, or numbers, columns,
 * + - * / and parentheses that form a weighted sum of columns. Never throws.
 */
export function parseContrast(text: string, columnNames: readonly string[]): ParsedContrast {
  const exact = columnNames.findIndex((name) => name === text || name === text.trim())
  if (exact >= 0) return { ok: true, weights: unitVector(exact, columnNames.length) }
  try {
    const term = parseAll({ tokens: tokensOf(text), columnNames, position: 0, depth: 0 })
    return { ok: true, weights: checkedWeights(term, text) }
  } catch (error) {
    if (error instanceof Stop) return { ok: false, ...error.where }
    throw error
  }
}

function checkedWeights(term: Term, text: string): Float64Array {
  if (term.kind === 'number')
    stop(term.at, term.length, 'This is a number; a contrast names at least one column.')
  if (!term.weights.every(Number.isFinite)) stop(0, text.length, 'A weight is not a finite number.')
  if (term.weights.every((weight) => weight === 0)) stop(0, text.length, 'All weights are 0.')
  // Adding 0 turns -0 into 0.
  return term.weights.map((weight) => weight + 0)
}

/** Reading position in the tokens. */
interface Cursor {
  readonly tokens: readonly Token[]
  readonly columnNames: readonly string[]
  position: number
  depth: number
}

/** Recursive descent: sum = product (('+' | '-') product)*, product = signed (('*' | '/') signed)*, signed = ('+' | '-')* primary. */
function parseAll(cursor: Cursor): Term {
  if (next(cursor).kind === 'end') stop(0, 0, 'The contrast is empty.')
  const term = parseSum(cursor)
  const rest = next(cursor)
  if (rest.kind !== 'end') stop(rest.at, rest.text.length, unexpected(rest))
  return term
}

function next(cursor: Cursor): Token {
  return cursor.tokens[cursor.position]
}

function takeSymbol(cursor: Cursor, symbols: string): Token | undefined {
  const token = next(cursor)
  if (token.kind !== 'symbol' || !symbols.includes(token.text)) return undefined
  cursor.position++
  return token
}

function parseSum(cursor: Cursor): Term {
  let left = parseProduct(cursor)
  for (let sign = takeSymbol(cursor, '+-'); sign; sign = takeSymbol(cursor, '+-')) {
    left = added(left, scaled(parseProduct(cursor), sign.text === '-' ? -1 : 1))
  }
  return left
}

function parseProduct(cursor: Cursor): Term {
  let left = parseSigned(cursor)
  for (let operator = takeSymbol(cursor, '*/'); operator; operator = takeSymbol(cursor, '*/')) {
    const right = parseSigned(cursor)
    left = operator.text === '*' ? multiplied(left, right, operator) : divided(left, right)
  }
  return left
}

function parseSigned(cursor: Cursor): Term {
  let factor = 1
  const first = next(cursor)
  for (let sign = takeSymbol(cursor, '+-'); sign; sign = takeSymbol(cursor, '+-')) {
    if (sign.text === '-') factor = -factor
  }
  const term = scaled(parsePrimary(cursor), factor)
  return { ...term, at: first.at, length: term.at + term.length - first.at }
}

function parsePrimary(cursor: Cursor): Term {
  const token = next(cursor)
  const where = { at: token.at, length: token.text.length }
  cursor.position++
  if (token.kind === 'number') return { kind: 'number', value: Number(token.text), ...where }
  if (token.kind === 'name') return { kind: 'weights', weights: column(token, cursor.columnNames), ...where }
  if (token.text !== '(') stop(where.at, where.length, unexpected(token))
  if (++cursor.depth > deepestNesting) stop(where.at, 1, 'The parentheses are nested too deeply.')
  const inner = parseSum(cursor)
  const close = takeSymbol(cursor, ')')
  if (!close) stop(where.at, 1, 'This parenthesis is not closed.')
  cursor.depth--
  return { ...inner, at: where.at, length: close.at + 1 - where.at }
}

function column({ text, at }: Token, columnNames: readonly string[]): Float64Array {
  const index = columnNames.indexOf(text)
  if (index >= 0) return unitVector(index, columnNames.length)
  const suggestion = nearestName(text, columnNames)
  const where = { at, length: text.length, message: `The design has no column "${text}".` }
  throw new Stop(suggestion === undefined ? where : { ...where, suggestion })
}

function added(left: Term, right: Term): Term {
  const length = right.at + right.length - left.at
  if (left.kind === 'number' && right.kind === 'number') {
    return { kind: 'number', value: left.value + right.value, at: left.at, length }
  }
  if (left.kind === 'number') return refuseNumber(left)
  if (right.kind === 'number') return refuseNumber(right)
  const weights = left.weights.map((weight, j) => weight + right.weights[j])
  return { kind: 'weights', weights, at: left.at, length }
}

function refuseNumber({ at, length }: Term): never {
  stop(at, length, 'A number cannot be added to a column; multiply a column by it instead.')
}

function multiplied(left: Term, right: Term, operator: Token): Term {
  const where = { at: left.at, length: right.at + right.length - left.at }
  if (left.kind === 'number') return { ...scaled(right, left.value), ...where }
  if (right.kind === 'number') return { ...scaled(left, right.value), ...where }
  return stop(operator.at, 1, 'Columns cannot be multiplied by each other; a contrast is a weighted sum.')
}

function divided(left: Term, right: Term): Term {
  if (right.kind === 'weights') stop(right.at, right.length, 'Nothing can be divided by a column.')
  if (right.value === 0) stop(right.at, right.length, 'This divides by 0.')
  const where = { at: left.at, length: right.at + right.length - left.at }
  if (left.kind === 'number') return { kind: 'number', value: left.value / right.value, ...where }
  return { kind: 'weights', weights: left.weights.map((weight) => weight / right.value), ...where }
}

function scaled(term: Term, factor: number): Term {
  if (factor === 1) return term
  if (term.kind === 'number') return { ...term, value: factor * term.value }
  return { ...term, weights: term.weights.map((weight) => factor * weight) }
}

function unexpected(token: Token): string {
  return token.kind === 'end'
    ? 'The contrast ends where a column or a number should follow.'
    : `Unexpected "${token.text}".`
}

function unitVector(index: number, length: number): Float64Array {
  const vector = new Float64Array(length)
  vector[index] = 1
  return vector
}

function stop(at: number, length: number, message: string): never {
  throw new Stop({ at, length, message })
}
