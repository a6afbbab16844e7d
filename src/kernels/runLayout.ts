import type { StoredForm } from './storedForm.ts'

/** Where things of a run lie in the module's memory, in bytes. */
export interface RunLayout {
  readonly stored: number
  /** Per voxel: the first scan, sums, sums of what is strictly there, whether it varies, whether it is in SPM12's mask. */
  readonly first: number
  readonly sums: number
  readonly strictSums: number
  readonly varies: number
  readonly inside: number
  /** A mean or a mark per voxel: what is found, before it is handed out. */
  readonly found: number
  /** Two doubles, and four of scratch. */
  readonly result: number
  /** Of a slab that is cut. */
  readonly voxels: number
  readonly scratch: number
  readonly slab: number
  readonly end: number
}

/** Bytes beyond an array that loads of whole vectors may reach. */
const reach = 64

/** Three doubles for each voxel of a tile; see `assembly/cutSeries.ts`. */
const cutScratchBytes = 3 * 8 * 256

/** Lays everything one after the other from `start` on. */
export function runLayout(form: StoredForm, start: number): RunLayout {
  const { size, scanCount, slabVoxels, storedBytes } = form
  const isFloat = form.storage === 'float32'
  let end = start
  const take = (bytes: number): number => {
    const at = end
    end = Math.ceil((at + bytes + reach) / 16) * 16
    return at
  }
  const layout = {
    stored: take(storedBytes),
    first: take((isFloat ? 8 : 2) * size),
    sums: take((isFloat ? 8 : 4) * size),
    strictSums: take(isFloat ? 8 * size : 0),
    varies: take((isFloat ? 8 : 2) * size),
    inside: take(2 * size),
    found: take(8 * size),
    result: take(48),
    voxels: take(4 * slabVoxels),
    scratch: take(slabVoxels === 0 ? 0 : cutScratchBytes + 8 * slabVoxels),
    slab: take((4 * scanCount + 8) * slabVoxels + 8),
  }
  return { ...layout, end }
}
