import type { ContrastSpec } from './contrastSpec.ts'
import { tokensOf } from './tokens.ts'

/** A contrast that asks the same after a condition was renamed: its own column and those that are named after it. */
export function renameCondition(contrast: ContrastSpec, from: string, to: string): ContrastSpec {
  const renamed = (name: string): string => renamedColumn(name, from, to)
  switch (contrast.kind) {
    case 'expression':
      return { ...contrast, text: renamedText(contrast.text, renamed) }
    case 't':
      return { ...contrast, weights: renamedWeights(contrast.weights, renamed) }
    case 'F':
      return { ...contrast, rows: contrast.rows.map((row) => renamedWeights(row, renamed)) }
  }
}

/** What an event model adds to a condition's name. */
const suffix = /^_(?:derivative|dispersion|delay_\d+)$/

function renamedColumn(name: string, from: string, to: string): string {
  if (name === from) return to
  return name.startsWith(from) && suffix.test(name.slice(from.length)) ? to + name.slice(from.length) : name
}

function renamedText(text: string, renamed: (name: string) => string): string {
  let done = ''
  let reached = 0
  for (const token of tokensOf(text)) {
    if (token.kind !== 'name') continue
    done += text.slice(reached, token.at) + renamed(token.text)
    reached = token.at + token.text.length
  }
  return done + text.slice(reached)
}

function renamedWeights(
  weights: Readonly<Record<string, number>>,
  renamed: (name: string) => string,
): Record<string, number> {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [renamed(name), weight]))
}
