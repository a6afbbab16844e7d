/** A vector over the scans, known by its values: designs that share a column share its products with the data. */
export interface ScanVector {
  readonly values: Float64Array
  /** Equal for equal values; different values seldom share it. */
  readonly hash: number
}

/** The vector of these values, which must not change afterwards. */
export function scanVector(values: Float64Array): ScanVector {
  // FNV-1a over the halves of the doubles.
  let hash = 0x811c9dc5
  for (const half of new Uint32Array(values.slice().buffer)) hash = Math.imul(hash ^ half, 0x01000193)
  return { values, hash: hash >>> 0 }
}

/** Whether two vectors have the same values, to the last bit. */
export function areSameVectors(a: ScanVector, b: ScanVector): boolean {
  if (a.values === b.values) return true
  if (a.hash !== b.hash || a.values.length !== b.values.length) return false
  return a.values.every((value, scan) => Object.is(value, b.values[scan]))
}
