/** How long one task may go on with waiting work, ms: well within a frame, so that input is answered between tasks. */
const sliceMs = 10

let waiting: (() => void)[] = []
const channel = new MessageChannel()
channel.port1.onmessage = runSlice

function runSlice(): void {
  const started = performance.now()
  const due = waiting
  waiting = []
  let next = 0
  // The first is done in any case; of the others as many as a task has room for.
  do run(due[next++])
  while (next < due.length && performance.now() - started < sliceMs)
  waiting = [...due.slice(next), ...waiting]
  if (waiting.length > 0) channel.port2.postMessage(null)
}

/** What throws is reported as any error of the page is, and keeps nothing else from its turn. */
function run(work: (() => void) | undefined): void {
  try {
    work?.()
  } catch (error) {
    setTimeout(() => {
      throw error
    }, 0)
  }
}

/**
 * Does something in a later task, in the order asked for; what is short shares a task, what is long has one of its own. (A message
 * rather than a timer, which browsers delay by 4 ms.)
 */
export function inSlices(work: () => void): void {
  waiting.push(work)
  if (waiting.length === 1) channel.port2.postMessage(null)
}
