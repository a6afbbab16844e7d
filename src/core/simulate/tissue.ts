import { cerebrumDepth } from './cerebrum.ts'
import {
  basalGangliaDepth,
  brainStemDepth,
  callosumDepth,
  cerebellumDepth,
  peduncleDepth,
  ventricleDepth,
} from './deepStructures.ts'
import type { SulcusDistance } from './sulci.ts'
import type { Ellipsoid } from './shapes.ts'
import { ellipsoidDepth, union } from './shapes.ts'

/** What a point of the head consists of. */
export const tissues = [
  'air',
  'skull',
  'scalp',
  'neck',
  'fluid',
  'ventricle',
  'grey',
  'white',
  'nuclei',
  'cerebellarGrey',
  'cerebellarWhite',
  'stem',
  'eye',
] as const

export type Tissue = (typeof tissues)[number]

const CORTEX_MM = 4.2
const SULCUS_HALF_WIDTH_MM = 0.9
const eyeball: Ellipsoid = { centre: [32, 60, -34], radii: [12, 12, 12] }
const facialBones: Ellipsoid = { centre: [0, 8, -52], radii: [58, 66, 50] }
const nape: Ellipsoid = { centre: [0, -52, -72], radii: [52, 50, 44] }

/** The tissue at (x, y, z) mm; `sulcus` gives the folds. */
export function tissueAt(sulcus: SulcusDistance, x: number, y: number, z: number): Tissue {
  const ax = Math.abs(x)
  const cerebrum = cerebrumDepth(ax, y, z) + 0.9 * Math.sin(x / 9 + z / 13) * Math.sin(y / 8 + x / 17)
  if (cerebrum > 0) return deepTissue(ax, y, z) ?? cortexTissue(sulcus, { x, ax, y, z }, cerebrum)
  const stem = brainStemDepth(ax, y, z)
  const cerebellum = cerebellumDepth(ax, y, z)
  if (stem > 0) return ventricleDepth(ax, y, z) > 0 ? 'ventricle' : 'stem'
  if (cerebellum > 0) return cerebellarTissue(ax, y, z, cerebellum)
  // Narrow clefts between the parts of the brain are cisterns, not bone.
  return outsideBrain(ax, y, z, union(union(cerebellum, stem, 18), cerebrum, 20))
}

function deepTissue(ax: number, y: number, z: number): Tissue | undefined {
  if (isBeyondDeepTissue(ax, y, z)) return undefined
  if (ventricleDepth(ax, y, z) > 0) return 'ventricle'
  if (callosumDepth(ax, y, z) > 0) return 'white'
  if (basalGangliaDepth(ax, y, z) > 0) return 'nuclei'
  if (brainStemDepth(ax, y, z) > 0) return 'stem'
  return undefined
}

/** Whether a point is outside a box that holds all deep tissue: most of the cortex is, and needs no closer look. */
function isBeyondDeepTissue(ax: number, y: number, z: number): boolean {
  return ax > 45 || y > 40 || y < -75 || z > 40
}

function cortexTissue(
  sulcus: SulcusDistance,
  at: { x: number; ax: number; y: number; z: number },
  hullDepth: number,
): Tissue {
  // The midline fissure wavers a little, as it does in people.
  const fissure = Math.abs(at.x - 1.2 * Math.sin(at.y / 23) - 0.5) - 0.9
  // A slight warp keeps the hemispheres from being mirror images.
  const warp = at.x > 0 ? 2.5 : -2.5
  const folds = sulcus(
    at.ax,
    at.y + warp * Math.sin(at.z / 19),
    at.z + warp * Math.cos(at.y / 27),
    Math.min(hullDepth, Math.max(fissure, 0)),
  )
  const depth = Math.min(hullDepth, fissure, folds - SULCUS_HALF_WIDTH_MM)
  if (depth < 0.5) return 'fluid'
  return depth < CORTEX_MM ? 'grey' : 'white'
}

function cerebellarTissue(ax: number, y: number, z: number, depth: number): Tissue {
  if (ventricleDepth(ax, y, z) > 0) return 'ventricle'
  if (depth < 0.6) return 'fluid'
  if (peduncleDepth(ax, y, z) > 0) return 'cerebellarWhite'
  // Branches of white matter reach from the core towards the surface between the lobules.
  const branch = Math.sin(Math.atan2(z + 34, y + 48) * 9) * Math.min(1, depth / 10)
  return depth + 3.5 * branch > 11.5 ? 'cerebellarWhite' : 'cerebellarGrey'
}

function outsideBrain(ax: number, y: number, z: number, depth: number): Tissue {
  const eye = ellipsoidDepth(ax, y, z, eyeball)
  if (eye > 0) return 'eye'
  if (depth > -1.6) return 'fluid'
  if (depth > -8) return 'skull'
  if (depth > -12.5) return 'scalp'
  const face = ellipsoidDepth(ax, y, z, facialBones)
  const neck = ellipsoidDepth(ax, y, z, nape)
  return union(face, neck, 10) > 0 ? 'neck' : 'air'
}
