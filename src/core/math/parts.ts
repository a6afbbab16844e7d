/** Long work in parts: between two of them a worker can look whether it is still wanted, or drop the rest. */
export type Parts<Result> = Generator<undefined, Result, void>

/** Runs all parts at once. */
export function allParts<Result>(parts: Parts<Result>): Result {
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
  }
}

/** Multiplications between two pauses: about a twentieth of a second of plain arithmetic. */
export const multiplicationsPerPart = 5e7
