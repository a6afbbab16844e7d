/** Work in stages: between two yields a worker can report progress, or drop the iterator to cancel. */
export type Steps<Progress, Result> = Generator<Progress, Result, void>

/** Runs all stages at once. */
export function runToEnd<Result>(steps: Steps<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Work in parts as stages: `progress` is yielded after every part. */
export function* reporting<Progress, Result>(
  parts: Generator<unknown, Result, void>,
  progress: Progress,
): Steps<Progress, Result> {
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
    yield progress
  }
}
