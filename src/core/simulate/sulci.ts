import { randomStream } from '../math/random.ts'
import { smoothStep } from './shapes.ts'

/** Distance in mm from a point of the cerebrum to the nearest sulcus, its depth limit included. */
export type SulcusDistance = (ax: number, y: number, z: number, hullDepth: number) => number

const WAVE_COUNT = 20
const WAVELENGTH_MM = 31

interface Waves {
  readonly kx: Float64Array
  readonly ky: Float64Array
  readonly kz: Float64Array
  readonly phase: Float64Array
}

/**
 * Sulci of a simulated cortex. The zero level of a random field of one wavelength is a set of winding lines on the
 * hull; carried inward along rays from the hemisphere's axis these become sheets, as sulci are.
 */
export function sulcusDistance(seed: number): SulcusDistance {
  const waves = randomWaves(seed)
  return (ax, y, z, hullDepth) => {
    const lateral = Math.min(sylvianDistance(ax, y, z), centralDistance(ax, y, z, hullDepth))
    const named = Math.min(lateral, cingulateDistance(ax, y, z), calcarineDistance(ax, y, z))
    if (hullDepth > 26) return named
    return Math.min(named, foldDistance(waves, { ax, y, z, hullDepth }))
  }
}

function randomWaves(seed: number): Waves {
  const random = randomStream(seed)
  const make = (): Float64Array => new Float64Array(WAVE_COUNT)
  const waves = { kx: make(), ky: make(), kz: make(), phase: make() }
  for (let i = 0; i < WAVE_COUNT; i++) {
    const direction = [random.normal(), random.normal(), random.normal()]
    const scale = (2 * Math.PI) / WAVELENGTH_MM / Math.hypot(...direction) / (0.85 + 0.3 * random.uniform())
    waves.kx[i] = direction[0] * scale
    waves.ky[i] = direction[1] * scale
    waves.kz[i] = direction[2] * scale
    waves.phase[i] = 2 * Math.PI * random.uniform()
  }
  return waves
}

function foldDistance(waves: Waves, at: { ax: number; y: number; z: number; hullDepth: number }): number {
  const axisY = Math.min(35, Math.max(-65, at.y))
  const dx = at.ax - 20
  const dy = at.y - axisY
  const dz = at.z - 14
  const radius = Math.hypot(dx, dy, dz) + 1e-3
  const stretch = (22 + 0.5 * radius) / radius
  const qx = 20 + dx * stretch
  const qy = axisY + dy * stretch
  const qz = 14 + dz * stretch
  let value = 0
  let gx = 0
  let gy = 0
  let gz = 0
  for (let i = 0; i < WAVE_COUNT; i++) {
    const angle = waves.kx[i] * qx + waves.ky[i] * qy + waves.kz[i] * qz + waves.phase[i]
    const slope = Math.cos(angle)
    value += Math.sin(angle)
    gx += slope * waves.kx[i]
    gy += slope * waves.ky[i]
    gz += slope * waves.kz[i]
  }
  const steepness = Math.sqrt(gx * gx + gy * gy + gz * gz) + 0.15
  const sheet = Math.abs(value) / steepness / stretch
  const depthLimit = 14 + 6 * Math.sin(0.05 * qx + 0.07 * qy - 0.06 * qz)
  return Math.hypot(sheet, Math.max(0, at.hullDepth - depthLimit))
}

/** The lateral fissure: a sheet between temporal and frontal lobe, as deep as the insula. */
function sylvianDistance(ax: number, y: number, z: number): number {
  const sheet = (z + 4 + 0.5 * y) * 0.9
  const beyond = Math.max(0, 37 - ax, -42 - y, y - 22)
  return Math.hypot(sheet, beyond)
}

/** The central sulcus with its hand knob, from near the midline down to the lateral fissure. */
function centralDistance(ax: number, y: number, z: number, hullDepth: number): number {
  const knob = 5 * Math.exp(-(((ax - 36) / 7) ** 2)) - 4 * Math.exp(-(((ax - 26) / 6) ** 2))
  const line = -34 + 0.46 * ax - knob * smoothStep(30, 45, z)
  const sheet = (y - line) * 0.88
  const beyond = Math.max(0, 8 - ax, 14 - z, hullDepth - 19)
  return Math.hypot(sheet, beyond)
}

/** The cingulate sulcus: an arc on the medial wall around the corpus callosum. */
function cingulateDistance(ax: number, y: number, z: number): number {
  const arc = (Math.hypot((y + 6) / 52, (z - 4) / 38) - 1) * 42
  const beyond = Math.max(0, ax - 13, -36 - y, -4 - z)
  return Math.hypot(arc, beyond)
}

/** The calcarine and the parieto-occipital sulcus, which meet on the medial wall. */
function calcarineDistance(ax: number, y: number, z: number): number {
  const medial = Math.max(0, ax - 16)
  const calcarine = Math.hypot(z - 5 - 0.06 * (y + 75), Math.max(0, y + 54), medial)
  const parietal = Math.hypot((y + 66 + 0.45 * (z - 18)) * 0.9, Math.max(0, 6 - z), medial)
  return Math.min(calcarine, parietal)
}
