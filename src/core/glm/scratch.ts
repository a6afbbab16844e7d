/** Memory by purpose that slab after slab writes over; what it holds before is not to be relied on. */
export type Scratch = (purpose: string, length: number) => Float64Array

/** No memory taken yet. */
export function createScratch(): Scratch {
  const arrays = new Map<string, Float64Array>()
  return (purpose, length) => {
    const known = arrays.get(purpose)
    if (known !== undefined && known.length >= length) return known.subarray(0, length)
    const made = new Float64Array(length)
    arrays.set(purpose, made)
    return made
  }
}
