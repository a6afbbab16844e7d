/** `compute` with its last result kept for as long as the arguments stay the same objects. */
export function memoizeLast<Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  let last: { args: Arguments; result: Result } | null = null
  return (...args) => {
    if (
      last !== null &&
      last.args.length === args.length &&
      last.args.every((value, i) => value === args[i])
    ) {
      return last.result
    }
    last = { args, result: compute(...args) }
    return last.result
  }
}

/** `memoizeLast` with a memory of its own for each key. */
export function memoizePerKey<Key, Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
): (key: Key, ...args: Arguments) => Result {
  const memories = new Map<Key, (...args: Arguments) => Result>()
  return (key, ...args) => {
    const known = memories.get(key) ?? memoizeLast(compute)
    memories.set(key, known)
    return known(...args)
  }
}
