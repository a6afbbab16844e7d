import { fileStepsOf, type DisplayGrid } from './displayGrid.ts'

/** Brightest grey of the anatomy, 0 to 255: low enough that overlays stay the brightest thing in the picture. */
export const ANATOMY_WHITE = 165

const SAMPLES = 100_000

/** The values drawn black and brightest. */
export interface GreyWindow {
  readonly low: number
  readonly high: number
}

/** The grey scale's two ends: 2 % (at least a tenth of the upper end) and 99.5 % of the finite positive values. */
export function anatomyWindow(values: Float32Array): GreyWindow {
  const stride = Math.max(1, Math.floor(values.length / SAMPLES))
  const sample: number[] = []
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i] ?? 0
    if (Number.isFinite(value) && value > 0) sample.push(value)
  }
  const sorted = Float32Array.from(sample).sort()
  const quantile = (q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? 0
  const high = quantile(0.995) || 1
  return { low: Math.max(quantile(0.02), 0.1 * high), high }
}

/** Slices of a display along its last axis, `from` to before `to`. */
export interface SliceRange {
  readonly from: number
  readonly to: number
}

/**
 * Slices of a picture as greys 0 to ANATOMY_WHITE in display order; all of them without `slices`. `values` are in file order, on the
 * grid of `display`.
 */
export function anatomyBytes(
  values: Float32Array,
  display: DisplayGrid,
  { low, high }: GreyWindow = anatomyWindow(values),
  slices: SliceRange = { from: 0, to: display.dims[2] },
): Uint8Array {
  const [nx, ny] = display.dims
  const { start, steps } = fileStepsOf(display)
  const scale = ANATOMY_WHITE / (high - low || 1)
  const bytes = new Uint8Array(nx * ny * (slices.to - slices.from))
  let next = 0
  for (let z = slices.from; z < slices.to; z++) {
    for (let y = 0; y < ny; y++) {
      let voxel = start + y * steps[1] + z * steps[2]
      for (let x = 0; x < nx; x++, voxel += steps[0]) {
        const grey = ((values[voxel] ?? 0) - low) * scale
        bytes[next++] = grey > 0 ? Math.min(ANATOMY_WHITE, Math.round(grey)) : 0
      }
    }
  }
  return bytes
}

/** A display's slices in ranges of about `voxels` voxels, at least a slice each. */
export function sliceRanges({ dims }: DisplayGrid, voxels: number): SliceRange[] {
  const [nx, ny, nz] = dims
  const size = Math.max(1, Math.floor(voxels / (nx * ny)))
  return Array.from({ length: Math.ceil(nz / size) }, (_, i) => ({
    from: i * size,
    to: Math.min(nz, (i + 1) * size),
  }))
}
