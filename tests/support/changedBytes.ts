import fc from 'fast-check'

/** One change to a file's bytes. */
export interface ByteChange {
  readonly at: number
  readonly byte: number
  readonly how: string
}

/** Up to 12 changed, inserted or removed bytes; often bytes that tags of MAT files are made of. */
export const byteChanges: fc.Arbitrary<ByteChange[]> = fc.array(
  fc.record({
    at: fc.nat(),
    byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 14, 15, 0x7f, 0xff)),
    how: fc.constantFrom('set', 'set', 'set', 'insert', 'remove'),
  }),
  { minLength: 1, maxLength: 12 },
)

/** The bytes with some set, inserted or removed, from `from` on and within the first `within`. */
export function changedBytes(
  original: Uint8Array,
  changes: readonly ByteChange[],
  { from = 0, within = Infinity }: { readonly from?: number; readonly within?: number } = {},
): Uint8Array {
  const bytes = [...original]
  for (const { at, byte, how } of changes) {
    const place = from + (at % Math.max(1, Math.min(within, bytes.length) - from))
    if (how === 'set') bytes[place] = byte
    else bytes.splice(place, how === 'remove' ? 1 : 0, ...(how === 'insert' ? [byte] : []))
  }
  return Uint8Array.from(bytes)
}
