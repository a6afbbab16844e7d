const serials = new WeakMap<object, string>()
let last = 0

/** A name for an object that no other object has, for keys; empty for none. */
export function serialOf(value: object | null | undefined): string {
  if (value == null) return ''
  const known = serials.get(value) ?? String(++last)
  serials.set(value, known)
  return known
}
