let turns: Promise<unknown> = Promise.resolve()

/** A task of its own, before which the browser may answer input and paint. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/**
 * Draws when all drawings asked for before are done, each in a task of its own, apart from the change that asked for it. Plots that
 * change together would otherwise keep the page from answering for as long as all of them take.
 */
export function inTurn(draw: () => Promise<void>): Promise<void> {
  const mine = turns.then(nextTask).then(draw)
  turns = mine.catch(() => undefined)
  return mine
}
