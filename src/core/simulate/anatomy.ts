import type { Grid } from '../volume/grid.ts'
import { boxSum } from './boxFilter.ts'
import { sulcusDistance } from './sulci.ts'
import { cerebrumDepth } from './cerebrum.ts'
import { smoothStep } from './shapes.ts'
import type { tissues } from './tissue.ts'
import { tissueAt } from './tissue.ts'

/** The still head of the sample run, in file order (x fastest). */
export interface Anatomy {
  /** Mean signal of a fully relaxed volume, air as 0. */
  readonly baseline: Float32Array
  /** Fraction of each voxel that is grey matter of cortex, nuclei or cerebellum. */
  readonly grey: Float32Array
  /** Fraction of each voxel that is fluid. */
  readonly fluid: Float32Array
}

/** Signal of pure tissue before coil bias and dropout, T2*-weighted: fluid is brightest, white matter darker than grey. */
const signals: Readonly<Record<(typeof tissues)[number], number>> = {
  air: 0,
  skull: 24,
  scalp: 120,
  neck: 22,
  fluid: 1000,
  ventricle: 1240,
  grey: 855,
  white: 690,
  nuclei: 770,
  cerebellarGrey: 800,
  cerebellarWhite: 690,
  stem: 680,
  eye: 420,
}

const greyTissues: ReadonlySet<string> = new Set(['grey', 'nuclei', 'cerebellarGrey'])

/** Draws the head on `grid`; each voxel averages 2 x 2 x 2 points, so borders have partial volumes. */
export function drawAnatomy(grid: Grid, seed: number): Anatomy {
  const [nx, ny, nz] = grid.dims
  const sulcus = sulcusDistance(seed)
  const size = nx * ny * nz
  const anatomy = {
    baseline: new Float32Array(size),
    grey: new Float32Array(size),
    fluid: new Float32Array(size),
  }
  const m = grid.mmFromVoxel
  const quarter = m[0] / 4
  for (let v = 0; v < size; v++) {
    const x = m[0] * (v % nx) + m[3]
    const y = m[5] * (Math.floor(v / nx) % ny) + m[7]
    const z = m[10] * Math.floor(v / (nx * ny)) + m[11]
    if (isFarOutside(x, y, z)) continue
    let signal = 0
    for (let corner = 0; corner < 8; corner++) {
      const px = x + (corner & 1 ? quarter : -quarter)
      const py = y + (corner & 2 ? quarter : -quarter)
      const pz = z + (corner & 4 ? quarter : -quarter)
      const tissue = tissueAt(sulcus, px, py, pz)
      signal += signals[tissue]
      if (greyTissues.has(tissue)) anatomy.grey[v] += 0.125
      if (tissue === 'fluid' || tissue === 'ventricle') anatomy.fluid[v] += 0.125
    }
    anatomy.baseline[v] = (signal / 8) * coilBias(x, y, z) * dropout(x, y, z) * texture(x, y, z)
  }
  anatomy.baseline.set(withFilledClefts(anatomy.baseline, grid.dims))
  return anatomy
}

/** Echo-planar images blur: a dark voxel mostly surrounded by brain takes over part of its neighbours' signal. */
function withFilledClefts(baseline: Float32Array, dims: Grid['dims']): Float32Array {
  const surroundings = baseline.slice()
  boxSum(surroundings, dims)
  return baseline.map((value, v) => {
    const mean = surroundings[v] / 27
    return value < 300 && mean > 370 ? 0.85 * mean : value
  })
}

/** Whether a point is in air for certain: below the cerebrum by an upright cylinder around face and neck. */
function isFarOutside(x: number, y: number, z: number): boolean {
  return z > -20 ? cerebrumDepth(Math.abs(x), y, z) < -18 : (x / 88) ** 2 + ((y + 10) / 108) ** 2 > 1
}

/** Receive sensitivity: a head coil hears the surface better than the centre, and the back better than the front. */
function coilBias(x: number, y: number, z: number): number {
  const squared = (x / 75) ** 2 + ((y + 18) / 95) ** 2 + ((z - 14) / 75) ** 2
  const low = 1 - 0.28 * smoothStep(-25, -75, z)
  return (0.93 + 0.16 * Math.min(squared, 1.4) - 0.0007 * (y + 18) + 0.0004 * x) * low
}

/** A faint unevenness, as reconstruction and vessels leave it. */
function texture(x: number, y: number, z: number): number {
  return (
    1 + 0.02 * Math.sin(x / 3.1 + z / 5.7) * Math.sin(y / 3.7 - x / 7.3) + 0.015 * Math.sin(z / 2.9 + y / 4.3)
  )
}

/** Signal left where air cavities dephase it: above the sinuses and above the ear canals. */
function dropout(x: number, y: number, z: number): number {
  const ax = Math.abs(x)
  const sinus = Math.exp(-((ax / 17) ** 2) - ((y - 34) / 17) ** 2 - ((z + 24) / 13) ** 2)
  const ear = Math.exp(-(((ax - 52) / 13) ** 2) - ((y + 22) / 17) ** 2 - ((z + 36) / 13) ** 2)
  return (1 - 0.85 * sinus) * (1 - 0.75 * ear)
}
