/** The column name being typed: where it starts, and how much of it is there. */
export interface WordAtCaret {
  readonly from: number
  readonly text: string
}

/** The word that ends at the caret; empty where none is being typed. */
export function wordAt(text: string, caret: number): WordAtCaret {
  const word = /[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.exec(text.slice(0, caret))?.[0] ?? ''
  return { from: caret - word.length, text: word }
}

/** At most this many names are offered. */
const most = 8

/** Names that begin with a word, then names that hold it; none for an empty word or a name that is complete. */
export function completions(word: string, names: readonly string[]): readonly string[] {
  if (word === '' || names.includes(word)) return []
  const wanted = word.toLowerCase()
  const begin = names.filter((name) => name.toLowerCase().startsWith(wanted))
  const hold = names.filter((name) => !begin.includes(name) && name.toLowerCase().includes(wanted))
  return [...begin, ...hold].slice(0, most)
}

/** The text with the word at the caret replaced by a name, and where the caret goes. */
export function completed(
  text: string,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const { from } = wordAt(text, caret)
  return { text: text.slice(0, from) + name + text.slice(caret), caret: from + name.length }
}
