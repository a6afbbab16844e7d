import { capsuleDepth, ellipsoidDepth, union } from './shapes.ts'
import type { Capsule, Ellipsoid } from './shapes.ts'

const thirdVentricle: Ellipsoid = { centre: [0, -13, -1], radii: [3, 14, 11] }
const fourthVentricle: Ellipsoid = { centre: [0, -45, -34], radii: [7, 4.5, 11] }
const caudateBody: Capsule = { from: [13, 17, 3], to: [16, -8, 21], radius: 4.6 }
const lentiform: Ellipsoid = { centre: [26, 1, 1], radii: [6, 16, 10] }
const thalamusBody: Ellipsoid = { centre: [11, -18, 8], radii: [9.5, 14, 9] }
const cerebellarHemisphere: Ellipsoid = { centre: [24, -62, -34], radii: [30, 28, 20] }
const vermisBody: Ellipsoid = { centre: [0, -60, -25], radii: [14, 22, 21] }
const peduncle: Capsule = { from: [9, -30, -32], to: [20, -52, -36], radius: 6 }
const midbrainBody: Capsule = { from: [0, -22, -4], to: [0, -26, -20], radius: 13 }
const ponsBody: Ellipsoid = { centre: [0, -27, -30], radii: [17, 13, 14] }
const medullaBody: Capsule = { from: [0, -34, -38], to: [0, -44, -75], radius: 8.5 }

const lateralVentricle: readonly Capsule[] = [
  { from: [13, 28, 5], to: [10, 8, 17], radius: 5.6 },
  { from: [10, 8, 17], to: [14, -24, 23], radius: 5.4 },
  { from: [14, -24, 23], to: [26, -42, 12], radius: 6.2 },
  { from: [26, -42, 12], to: [25, -66, 7], radius: 4 },
  { from: [26, -42, 12], to: [34, -20, -14], radius: 2.8 },
]

const callosum: readonly Capsule[] = [
  { from: [0, 24, -2], to: [0, 29, 6], radius: 3.4 },
  { from: [0, 29, 6], to: [0, 18, 20], radius: 3.6 },
  { from: [0, 18, 20], to: [0, -8, 27], radius: 3.2 },
  { from: [0, -8, 27], to: [0, -32, 21], radius: 3.4 },
  { from: [0, -32, 21], to: [0, -38, 11], radius: 4.4 },
]

/** Depth (mm) in the ventricles: lateral, third and fourth, at distance `ax` from the midline. */
export function ventricleDepth(ax: number, y: number, z: number): number {
  let depth = -Infinity
  for (const part of lateralVentricle) depth = Math.max(depth, capsuleDepth(ax, y, z, part))
  const third = ellipsoidDepth(ax, y, z, thirdVentricle)
  const fourth = ellipsoidDepth(ax, y, z, fourthVentricle)
  return Math.max(depth, third, fourth)
}

/** Depth (mm) in the corpus callosum, widened sideways into the hemispheres' white matter. */
export function callosumDepth(ax: number, y: number, z: number): number {
  let depth = -Infinity
  for (const part of callosum) depth = Math.max(depth, capsuleDepth(Math.max(0, ax - 9), y, z, part))
  return depth
}

/** Depth (mm) in caudate, putamen with pallidum, or thalamus. */
export function basalGangliaDepth(ax: number, y: number, z: number): number {
  const caudate = capsuleDepth(ax, y, z, caudateBody)
  const putamen = ellipsoidDepth(ax - 0.12 * (z - 2), y, z, lentiform)
  const thalamus = ellipsoidDepth(ax, y, z, thalamusBody)
  return Math.max(caudate, putamen, thalamus)
}

/** Depth (mm) in the cerebellum: two hemispheres and the vermis. */
export function cerebellumDepth(ax: number, y: number, z: number): number {
  const hemisphere = ellipsoidDepth(ax, y, z + 0.12 * (ax - 24), cerebellarHemisphere)
  const vermis = ellipsoidDepth(ax, y, z, vermisBody)
  return union(hemisphere, vermis, 5)
}

/** Depth (mm) in the stalk of white matter between pons and cerebellum. */
export function peduncleDepth(ax: number, y: number, z: number): number {
  return capsuleDepth(ax, y, z, peduncle)
}

/** Depth (mm) in the brain stem: midbrain, pons, medulla. */
export function brainStemDepth(ax: number, y: number, z: number): number {
  const midbrain = capsuleDepth(ax, y, z, midbrainBody)
  const pons = ellipsoidDepth(ax, y, z, ponsBody)
  const medulla = capsuleDepth(ax, y, z, medullaBody)
  return union(union(union(midbrain, pons, 6), medulla, 8), peduncleDepth(ax, y, z), 4)
}
