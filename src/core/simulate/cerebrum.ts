import type { Ellipsoid } from './shapes.ts'
import { ellipsoidDepth, intersection, smoothStep, union } from './shapes.ts'

const hull: Ellipsoid = { centre: [0, -17, 13], radii: [69, 89, 65] }
const medialTemporal: Ellipsoid = { centre: [25, -22, -17], radii: [9, 24, 9] }
const temporalLobe: Ellipsoid = { centre: [0, -15, 0], radii: [20, 39, 20] }

/**
 * Approximate depth (mm, positive inside) in the outer hull of the cerebrum, sulci filled, at distance `ax` from the
 * midline. Proportions follow an average adult brain in MNI-like coordinates.
 */
export function cerebrumDepth(ax: number, y: number, z: number): number {
  // Frontal lobes are narrower than parietal ones, and the vertex lies behind the middle.
  const narrowing = 1 + 0.0022 * Math.max(0, y + 25) + 0.0015 * Math.max(0, -y - 55)
  const main = ellipsoidDepth(ax * narrowing, y, z, hull)
  const upper = intersection(main, (z - floorHeight(ax, y)) * 0.9, 12)
  return union(union(upper, temporalDepth(ax, y, z), 5), medialTemporalDepth(ax, y, z), 5)
}

/** Depth (mm) in hippocampus and the gyrus below it, between brain stem and temporal lobe. */
function medialTemporalDepth(ax: number, y: number, z: number): number {
  return ellipsoidDepth(ax, y, z - 0.25 * (-22 - y), medialTemporal)
}

/** Depth (mm) in the temporal lobe at distance `ax` from the midline. */
function temporalDepth(ax: number, y: number, z: number): number {
  // The lobe runs from its pole backward, outward and up.
  const t = (y + 15) / 33
  const x0 = ax - 44 + 5 * t
  const z0 = z + 18 + 8 * t
  return ellipsoidDepth(x0, y, z0, temporalLobe)
}

/** Height (mm) of the underside of frontal and occipital lobes; the temporal lobe hangs below it. */
function floorHeight(ax: number, y: number): number {
  const orbitofrontal = -23 + 0.1 * ax
  const middle = -12
  const tentorium = -20 + 15 * Math.exp(-((ax / 24) ** 2))
  const front = smoothStep(-5, 18, y)
  const back = smoothStep(-30, -48, y)
  return middle * (1 - front) * (1 - back) + orbitofrontal * front + tentorium * back * (1 - front)
}
