import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import { parseContrast } from '../core/contrast/expression.ts'

export interface ContrastMistake {
  /** 0-based character of the text. */
  readonly at: number
  readonly message: string
  readonly suggestion?: string
}

export type ReadContrast =
  { readonly ok: true; readonly contrast: ContrastSpec } | ({ readonly ok: false } & ContrastMistake)

/** `F[a; b]` and `a; b` ask for an F contrast with one row each; anything else is one expression. */
const bracketed = /^\s*F\s*\[([\s\S]*)\]\s*$/

/** Whether a text asks for an F contrast. */
function asksForF(text: string): boolean {
  return bracketed.test(text) || text.includes(';')
}

/** A contrast as it is typed, read against the columns of a design; a mistake names its character. */
export function readContrast(text: string, names: readonly string[]): ReadContrast {
  if (!asksForF(text) || names.includes(text)) {
    const parsed = parseContrast(text, names)
    return parsed.ok ? { ok: true, contrast: { kind: 'expression', text } } : parsed
  }
  const rows: Record<string, number>[] = []
  for (const { at, row } of rowsOf(text)) {
    const parsed = parseContrast(row, names)
    if (!parsed.ok) return { ...parsed, at: at + parsed.at }
    rows.push(namedWeights(parsed.weights, names))
  }
  return { ok: true, contrast: { kind: 'F', rows } }
}

/** What a text asks for where it cannot be read: kept as an expression, so that the mistake can be shown and mended. */
export function contrastOfText(text: string, names: readonly string[]): ContrastSpec {
  const read = readContrast(text, names)
  return read.ok ? read.contrast : { kind: 'expression', text }
}

function rowsOf(text: string): { readonly at: number; readonly row: string }[] {
  const inner = bracketed.exec(text)?.[1] ?? text
  let at = inner === text ? 0 : text.indexOf('[') + 1
  return inner.split(';').map((row) => {
    const found = { at, row }
    at += row.length + 1
    return found
  })
}

/** The weights that are not 0, by column. */
function namedWeights(weights: ArrayLike<number>, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    names.flatMap((name, j): [string, number][] => {
      const weight = weights[j] ?? 0
      return weight === 0 ? [] : [[name, weight]]
    }),
  )
}
