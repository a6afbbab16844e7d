export type RawArray =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array

/**
 * A 4D run as stored in its file, native byte order: x fastest, then y, z, scan.
 * The signal is `slope * values[i] + intercept`.
 */
export interface RawVolumes {
  readonly dims: readonly [number, number, number]
  readonly scanCount: number
  readonly values: RawArray
  readonly slope: number
  readonly intercept: number
}

/** Number of voxels in one volume. */
export function voxelCountOf(dims: readonly [number, number, number]): number {
  return dims[0] * dims[1] * dims[2]
}

/** The run without its first `count` scans; shares memory with the original. */
export function discardScans(run: RawVolumes, count: number): RawVolumes {
  const skipped = count * voxelCountOf(run.dims)
  return { ...run, scanCount: run.scanCount - count, values: run.values.subarray(skipped) }
}

/** Writes the signal of scan `t` into `out` (doubles); NaN and infinities stay as they are. */
export function readVolume(run: RawVolumes, t: number, out: Float64Array): void {
  const size = voxelCountOf(run.dims)
  const start = t * size
  for (let i = 0; i < size; i++) out[i] = run.slope * run.values[start + i] + run.intercept
}

/** True when the stored numbers are integers that need no scaling: nilearn treats such files differently. */
export function isUnscaledInteger(run: RawVolumes): boolean {
  const isFloat = run.values instanceof Float32Array || run.values instanceof Float64Array
  return !isFloat && run.slope === 1 && run.intercept === 0
}
