import type { Checkpoint } from './jobs.ts'

/** Runs work in parts, with a chance to cancel between any two of them. */
export async function inTurns<Progress, Result>(
  parts: Generator<Progress, Result, void>,
  checkpoint: Checkpoint,
  onPart: (progress: Progress) => void = () => undefined,
): Promise<Result> {
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
    onPart(part.value)
    await checkpoint()
  }
}
