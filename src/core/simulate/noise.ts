import type { Grid } from '../volume/grid.ts'
import type { RandomStream } from '../math/random.ts'
import type { Anatomy } from './anatomy.ts'

/** How each voxel of the head fluctuates, in signal units unless said otherwise. */
export interface NoisePlan {
  /** Voxels that carry signal, as indices of the grid. */
  readonly voxels: Int32Array
  /** Per entry of `voxels`: s.d. of the autoregressive part as a fraction of the baseline. */
  readonly coloured: Float32Array
  /** Per entry: coefficient of the autoregressive part. */
  readonly coefficient: Float32Array
  /** Per entry: weights of the three slow drifts, as fractions of the baseline. */
  readonly drift: Float32Array
}

/** S.d. of the thermal noise, the same everywhere, in signal units. */
export const THERMAL_SD = 3.4

/** Chooses noise for every voxel brighter than `floor`. */
export function planNoise(
  grid: Grid,
  anatomy: Anatomy,
  options: { floor: number; random: RandomStream },
): NoisePlan {
  const voxels = Int32Array.from(anatomy.baseline.keys()).filter((v) => anatomy.baseline[v] > options.floor)
  const phases = Array.from({ length: 12 }, () => 2 * Math.PI * options.random.uniform())
  const [nx, ny] = grid.dims
  const coloured = new Float32Array(voxels.length)
  const coefficient = new Float32Array(voxels.length)
  const drift = new Float32Array(3 * voxels.length)
  voxels.forEach((v, e) => {
    const i = v % nx
    const j = Math.floor(v / nx) % ny
    const k = Math.floor(v / (nx * ny))
    const wave = (n: number, scale: number): number =>
      Math.sin(i / scale + phases[n]) +
      Math.sin(j / scale + phases[n + 1]) +
      Math.sin(k / scale + phases[n + 2])
    coloured[e] = 0.0022 + 0.0016 * anatomy.grey[v] + 0.005 * anatomy.fluid[v]
    coefficient[e] = Math.min(0.85, Math.max(0.1, 0.42 + 0.2 * anatomy.grey[v] + 0.07 * wave(0, 5)))
    drift[3 * e] = 0.004 * wave(3, 9)
    drift[3 * e + 1] = 0.003 * wave(6, 7)
    drift[3 * e + 2] = 0.002 * wave(9, 6)
  })
  return { voxels, coloured, coefficient, drift }
}

/** Values at scan `t` of `scanCount` of the three drifts: a ramp, a half and a full slow wave. */
export function driftsAt(t: number, scanCount: number): readonly [number, number, number] {
  const phase = (Math.PI * (t + 0.5)) / scanCount
  return [phase / Math.PI - 0.5, Math.cos(phase * 2), Math.sin(phase * 3)]
}

/** A table of 4,096 Rayleigh quantiles of the given scale: magnitude noise in air, drawn by 12 random bits. */
export function airNoiseTable(scale: number): Int16Array {
  return Int16Array.from({ length: 4096 }, (_, i) =>
    Math.round(scale * Math.sqrt(-2 * Math.log((i + 0.5) / 4096))),
  )
}
