/** Work in stages: between two yields a worker can report progress, or drop the iterator to cancel. */
export type Steps<Progress, Result> = Generator<Progress, Result, void>

/** Runs all stages at once. */
export function runToEnd<Result>(steps: Steps<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
