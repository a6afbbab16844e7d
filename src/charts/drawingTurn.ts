let turns: Promise<unknown> = Promise.resolve()
let waiting = 0

/** A task of its own, before which the browser may answer input and paint. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/**
 * Draws when all drawings asked for before are done: the first of several at once, every other in a task of its own. Plots
 * that change together would otherwise keep the page from answering for as long as all of them take.
 */
export function inTurn(draw: () => Promise<void>): Promise<void> {
  const mine = (waiting === 0 ? turns : turns.then(nextTask)).then(draw)
  waiting++
  turns = mine
    .catch(() => undefined)
    .then(() => {
      waiting--
    })
  return mine
}
