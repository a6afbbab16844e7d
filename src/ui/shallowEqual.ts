/**
 * Whether two values are the same one level deep: plain objects and arrays by their entries, numbers in short typed arrays one
 * by one, everything else by identity. (zustand's own comparison makes a Map of either side, which takes seconds for the numbers
 * of a volume; those of a volume are not worth comparing at all, since whoever makes them keeps them while they hold.)
 */
export function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return false
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b)
  if (isNumbers(a) && isNumbers(b)) return a.length <= mostCompared && sameItems(a, b)
  return isPlain(a) && sameEntries(a as Record<string, unknown>, b as Record<string, unknown>)
}

/** Longer typed arrays are equal only to themselves. */
const mostCompared = 1000

function isNumbers(value: object): value is ArrayLike<number> & object {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false
  return true
}

function sameEntries(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && Object.is(a[key], b[key]))
}
