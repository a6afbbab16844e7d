/** A piece of a contrast expression; `at` is its first character, from 0. */
export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'unknown' | 'end'
  readonly text: string
  readonly at: number
}

const pattern =
  /\s+|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{M}\p{N}_]*)|(?<symbol>[-+*/()])|(?<unknown>.)/gsu

/** The tokens of a contrast expression, closed by one of kind 'end'. Characters it cannot use become 'unknown' tokens. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(pattern)) {
    const kind = (['number', 'name', 'symbol', 'unknown'] as const).find(
      (k) => match.groups?.[k] !== undefined,
    )
    if (kind) tokens.push({ kind, text: match[0], at: match.index })
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }]
}
