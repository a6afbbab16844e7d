/** The name that takes the fewest edits to become `text`, if that is at most a third of its length (and always one or two). */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(text.length / 3)) + 1
  for (const name of names) {
    if (Math.abs(name.length - text.length) >= bestDistance) continue
    const distance = editDistance(text.toLowerCase(), name.toLowerCase())
    // Two short names always lie within two edits: at least one character must be shared.
    if (distance < bestDistance && distance < Math.max(text.length, name.length)) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/** Number of insertions, deletions and replacements that turn `a` into `b` (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, previous[j] + 1, row[j - 1] + 1))
    }
    previous = row
  }
  return previous[b.length]
}
