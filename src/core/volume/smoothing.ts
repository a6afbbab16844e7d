import { allParts, type Parts } from '../math/parts.ts'

/** One-dimensional smoothing weights: `weights[radius + x]` belongs to a distance of x voxels. */
export interface SmoothingKernel {
  readonly radius: number
  readonly weights: Float64Array
}

type Dims = readonly [number, number, number]

const sigmaPerFwhm = 1 / Math.sqrt(8 * Math.log(2))

/** Gaussian weights that sum to 1, cut at int(4 sigma + 0.5) voxels (nilearn 0.12.1 `image.smooth_array`, through scipy). */
export function gaussianKernel(fwhmVoxels: number): SmoothingKernel {
  const sigma = fwhmVoxels * sigmaPerFwhm
  const radius = Math.trunc(4 * sigma + 0.5)
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp((-0.5 * (i - radius) ** 2) / (sigma * sigma)),
  )
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return { radius, weights: weights.map((weight) => weight / sum) }
}

/** Position inside 0 .. length - 1 of a position beyond it: d c b a | a b c d | d c b a. */
export function reflected(position: number, length: number): number {
  const period = 2 * length
  const wrapped = ((position % period) + period) % period
  return wrapped < length ? wrapped : period - 1 - wrapped
}

/** One axis: voxels `stride` apart form a line of `length`; lines lie next to each other within a stride. */
export interface SmoothedAxis {
  readonly length: number
  readonly stride: number
  readonly weights: Float64Array
  /** length + 2 radius positions within a line: where the values of a line with its reflections beside it are taken. */
  readonly sources: Int32Array
}

function smoothedAxis(fwhmVoxels: number, length: number, stride: number): SmoothedAxis {
  const { radius, weights } = gaussianKernel(fwhmVoxels)
  const sources = Int32Array.from({ length: length + 2 * radius }, (_, i) => reflected(i - radius, length))
  return { length, stride, weights, sources }
}

/** Smooths along one axis into `out`; a whole run of `stride` neighbours shares each weight, which keeps memory in order. */
function smoothAxis(
  volume: Float64Array,
  { length, stride, sources, weights }: SmoothedAxis,
  out: Float64Array,
): void {
  const block = length * stride
  out.fill(0)
  for (let start = 0; start < volume.length; start += block) {
    for (let i = 0; i < length; i++) {
      const to = start + i * stride
      for (let x = 0; x < weights.length; x++) {
        const weight = weights[x]
        const from = start + sources[i + x] * stride
        for (let s = 0; s < stride; s++) out[to + s] += weight * volume[from + s]
      }
    }
  }
}

/** The same where the voxels of a line are neighbours in memory: each line is copied with its reflections beside it. */
function smoothLines(
  volume: Float64Array,
  { length, sources, weights }: SmoothedAxis,
  out: Float64Array,
): void {
  const line = new Float64Array(sources.length)
  for (let start = 0; start < volume.length; start += length) {
    for (let i = 0; i < line.length; i++) line[i] = volume[start + sources[i]]
    for (let i = 0; i < length; i++) {
      let sum = 0
      for (let x = 0; x < weights.length; x++) sum += weights[x] * line[i + x]
      out[start + i] = sum
    }
  }
}

/** How smoothed values are stored between the axes: float32 for float32 and small-integer files, else double. */
export type SmoothingStorage = 'float32' | 'float64'

/** What a smoothing needs, computed once for a run. */
export interface Smoother {
  readonly dims: Dims
  /** Those that are smoothed, in the order of the voxel axes. */
  readonly axes: readonly SmoothedAxis[]
  readonly storage: SmoothingStorage
  readonly scratch: Float64Array
}

/**
 * A smoother of `fwhmMm` (full width at half maximum) for volumes of `dims` with these voxel sizes. 0 smooths nothing.
 * Boundary 'reflect', axes in the order x, y, z, no weighting by a mask (nilearn 0.12.1, `image.smooth_array`).
 */
export function createSmoother(
  dims: Dims,
  voxelSizesMm: Dims,
  fwhmMm: number,
  storage: SmoothingStorage,
): Smoother {
  return {
    dims,
    axes: smoothedAxes(dims, voxelSizesMm, fwhmMm),
    storage,
    scratch: new Float64Array(dims[0] * dims[1] * dims[2]),
  }
}

/** The axes that a smoothing of `fwhmMm` goes along, in order; none at 0. */
export function smoothedAxes(dims: Dims, voxelSizesMm: Dims, fwhmMm: number): SmoothedAxis[] {
  if (!(fwhmMm > 0)) return []
  const strides = [1, dims[0], dims[0] * dims[1]]
  return dims.map((length, i) => smoothedAxis(fwhmMm / voxelSizesMm[i], length, strides[i]))
}

/** Rounds values to the nearest float32, in place. */
export function roundToFloat32(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = Math.fround(values[i])
}

/** Sets NaN and infinities to 0, in place. */
export function dropNonFinite(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) values[i] = 0
}

/** Smooths a volume along one axis; `out` receives the result. A compiled one may take its place and gives the same bits. */
export type SmoothAlong = (volume: Float64Array, axis: SmoothedAxis, out: Float64Array) => void

/** The smoothing along an axis in plain TypeScript. */
export const smoothAlong: SmoothAlong = (volume, axis, out) => {
  if (axis.stride === 1) smoothLines(volume, axis, out)
  else smoothAxis(volume, axis, out)
}

/** Smooths a volume in place; NaN and infinities count as 0. */
export function smoothVolume(smoother: Smoother, volume: Float64Array): void {
  allParts(smoothInParts(smoother, volume))
}

/** The same in parts: an axis of a large volume takes some 50 ms. The smoother serves one volume at a time. */
export function* smoothInParts(
  { axes, storage, scratch }: Smoother,
  volume: Float64Array,
  along: SmoothAlong = smoothAlong,
): Parts<void> {
  dropNonFinite(volume)
  if (storage === 'float32') roundToFloat32(volume)
  for (const axis of axes) {
    yield
    along(volume, axis, scratch)
    if (storage === 'float32') roundToFloat32(scratch)
    volume.set(scratch)
  }
}

/** What nilearn 0.14.0 does to smoothed values of unscaled integer files: the fraction is cut off, toward zero. */
export function truncateToInteger(volume: Float64Array): void {
  for (let i = 0; i < volume.length; i++) volume[i] = Math.trunc(volume[i])
}
