import type { StimulusEvent } from '../design/event.ts'
import type { Grid } from '../volume/grid.ts'

interface Focus {
  readonly centreMm: readonly [number, number, number]
  readonly radiusMm: number
  readonly percent: number
}

/** Where tapping with the left hand raises the signal: the crossed motor system, mostly (mm, right positive). */
const foci: readonly Focus[] = [
  { centreMm: [38, -20, 56], radiusMm: 11, percent: 2.15 },
  { centreMm: [4, -6, 58], radiusMm: 9, percent: 2.0 },
  { centreMm: [-20, -54, -26], radiusMm: 10, percent: 2.1 },
  { centreMm: [50, -20, 16], radiusMm: 8, percent: 0.8 },
  { centreMm: [27, -2, 2], radiusMm: 7, percent: 0.7 },
  { centreMm: [14, -18, 8], radiusMm: 6, percent: 0.7 },
  { centreMm: [-38, -22, 56], radiusMm: 9, percent: -0.5 },
]

/** Percent of the baseline by which the steady response to movement raises each voxel. */
export function tappingEffectPercent(grid: Grid, grey: Float32Array): Float32Array {
  const [nx, ny] = grid.dims
  const m = grid.mmFromVoxel
  return grey.map((fraction, v) => {
    if (fraction === 0) return 0
    const x = m[0] * (v % nx) + m[3]
    const y = m[5] * (Math.floor(v / nx) % ny) + m[7]
    const z = m[10] * Math.floor(v / (nx * ny)) + m[11]
    let sum = 0
    for (const { centreMm, radiusMm, percent } of foci) {
      const squared = (x - centreMm[0]) ** 2 + (y - centreMm[1]) ** 2 + (z - centreMm[2]) ** 2
      if (squared < 6.25 * radiusMm * radiusMm)
        sum += percent * Math.exp((-0.7 * squared) / (radiusMm * radiusMm))
    }
    return sum * Math.min(1, fraction * 1.4)
  })
}

/** Alternating blocks of rest and movement of `blockSeconds`, rest first, that fill the run without a gap. */
export function tappingEvents(runSeconds: number, blockSeconds: number): StimulusEvent[] {
  const count = Math.floor(runSeconds / blockSeconds)
  return Array.from({ length: count }, (_, i) => ({
    onset: i * blockSeconds,
    duration: blockSeconds,
    trialType: i % 2 === 0 ? 'rest' : 'movement',
  }))
}

const STEP_SECONDS = 0.1

/**
 * Response at each scan to the events named `trialType`, in units of the steady response to unending stimulation.
 * The response to an instant is the difference of two gamma densities of shape 6 and 16, the second by 1/6, rate 1/s.
 */
export function responseAtScans(
  events: readonly StimulusEvent[],
  trialType: string,
  timing: { scanCount: number; repetitionTimeSeconds: number },
): Float64Array {
  const rise = stepResponse(32)
  const riseAt = (seconds: number): number =>
    seconds <= 0 ? 0 : rise[Math.min(rise.length - 1, Math.round(seconds / STEP_SECONDS))]
  const chosen = events.filter((event) => event.trialType === trialType)
  return Float64Array.from({ length: timing.scanCount }, (_, t) => {
    const now = t * timing.repetitionTimeSeconds
    return chosen.reduce((sum, e) => sum + riseAt(now - e.onset) - riseAt(now - e.onset - e.duration), 0)
  })
}

/** Response to stimulation that begins at 0 and never ends, every STEP_SECONDS; 1 at the end. */
function stepResponse(seconds: number): Float64Array {
  const result = new Float64Array(Math.round(seconds / STEP_SECONDS) + 1)
  for (let i = 1; i < result.length; i++) {
    const s = (i - 0.5) * STEP_SECONDS
    const main = (s ** 5 * Math.exp(-s)) / 120
    const undershoot = (s ** 15 * Math.exp(-s)) / 1307674368000
    result[i] = result[i - 1] + main - undershoot / 6
  }
  const end = result[result.length - 1]
  return result.map((value) => value / end)
}
