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

/** Writes the signal of scan `t` into `out` (doubles); NaN and infinities stay as they are. */
export function readVolume(run: RawVolumes, t: number, out: Float64Array): void {
  const size = voxelCountOf(run.dims)
  const start = t * size
  for (let i = 0; i < size; i++) out[i] = run.slope * run.values[start + i] + run.intercept
}

/** True when the stored numbers are integers that need no scaling: nilearn treats such files differently. */
export function isUnscaledInteger(run: Pick<RawVolumes, 'values' | 'slope' | 'intercept'>): boolean {
  return !isFloat(run.values) && run.slope === 1 && run.intercept === 0
}

/** Whether numbers are stored as floating point. */
export function isFloat(values: RawArray): values is Float32Array | Float64Array {
  return values instanceof Float32Array || values instanceof Float64Array
}

/** One scan within an array of stored numbers; the signal is slope * value + intercept. */
export interface StoredScan {
  readonly values: RawArray
  /** Position of its first voxel. */
  readonly start: number
  readonly slope: number
  readonly intercept: number
}

/** Scan `t` of some stored volumes. */
export function storedScan(run: RawVolumes, t: number): StoredScan {
  const { values, slope, intercept } = run
  return { values, start: t * voxelCountOf(run.dims), slope, intercept }
}

/** `count` scans from scan `first` on; shares memory with the original. */
export function someScans(run: RawVolumes, first: number, count: number): RawVolumes {
  const size = voxelCountOf(run.dims)
  return { ...run, scanCount: count, values: run.values.subarray(first * size, (first + count) * size) }
}

/** The same with memory of its own. */
export function copyOfScans(run: RawVolumes, first: number, count: number): RawVolumes {
  const scans = someScans(run, first, count)
  return { ...scans, values: scans.values.slice() }
}
