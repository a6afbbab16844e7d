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

/** `compute` with its last result kept for as long as the named fields of what it is given stay the same objects. */
export function memoizeFields<Given extends object, Result>(
  names: readonly (keyof Given)[],
  compute: (given: Given) => Result,
): (given: Given) => Result {
  let last: { given: Given; result: Result } | null = null
  return (given) => {
    const known = last
    if (known !== null && names.every((name) => known.given[name] === given[name])) return known.result
    last = { given, result: compute(given) }
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
