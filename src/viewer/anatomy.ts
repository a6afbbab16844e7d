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

/** The mean image as greys 0 to ANATOMY_WHITE in display order; `fileIndex` is the file index of each display voxel. */
export function anatomyBytes(
  values: Float32Array,
  fileIndex: Int32Array,
  { low, high }: GreyWindow = anatomyWindow(values),
): Uint8Array {
  const scale = ANATOMY_WHITE / (high - low || 1)
  const bytes = new Uint8Array(fileIndex.length)
  for (let d = 0; d < fileIndex.length; d++) {
    const grey = ((values[fileIndex[d] ?? 0] ?? 0) - low) * scale
    bytes[d] = grey > 0 ? Math.min(ANATOMY_WHITE, Math.round(grey)) : 0
  }
  return bytes
}
