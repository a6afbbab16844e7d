/** Why no data can tell a contrast, from the columns that a combination of no effect would change. */
export function notEstimableWords(involved: readonly string[]): string {
  const [only = ''] = involved
  if (involved.length < 2) {
    return `${only} is 0 at every scan, so no data can tell it: check that its events lie within the run.`
  }
  return `${involved.join(', ')}: these columns can replace each other, so no data can tell this contrast. Leave one of them out, or ask for what they do not share.`
}
