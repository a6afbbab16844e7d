/** The module's memory. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

const pageBytes = 65536

/** The module keeps its own few bytes below this. */
export const firstFree = 1024

/** Makes the memory reach to `end`, in bytes. */
export function reserve(memory: KernelMemory, end: number): void {
  const missing = Math.ceil((end - memory.buffer.byteLength) / pageBytes)
  if (missing > 0) memory.grow(missing)
}
