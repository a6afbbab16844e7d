import type { Verdict } from '../../state/verdict.ts'

/** The expression after taking what the verdict offers: the mended name in place of the mistaken one, or a whole new expression. */
export function takeSuggestion(text: string, { grade, at, suggestion }: Verdict): string | null {
  if (suggestion === undefined) return null
  if (grade !== 'error' || at === undefined) return suggestion
  const [before, rest] = [text.slice(0, at - 1), text.slice(at - 1)]
  return before + rest.replace(/^[^\s+\-*/()]*/, suggestion)
}
