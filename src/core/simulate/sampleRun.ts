import type { StimulusEvent } from '../design/event.ts'
import { randomStream } from '../math/random.ts'
import type { RandomStream } from '../math/random.ts'
import type { Grid } from '../volume/grid.ts'
import { responseAtScans, tappingEffectPercent, tappingEvents } from './activation.ts'
import { drawAnatomy } from './anatomy.ts'
import type { Anatomy } from './anatomy.ts'
import { boxSum } from './boxFilter.ts'
import { THERMAL_SD, airNoiseTable, driftsAt, planNoise } from './noise.ts'
import type { NoisePlan } from './noise.ts'

/** What was put into a simulated run. */
export interface SampleTruth {
  /** Per condition, percent of the baseline at the steady response; file order of the grid. */
  readonly effectPercent: Readonly<Record<string, Float32Array>>
  /** Lag-1 autocorrelation of the noise, drifts left out; 0 outside the head. */
  readonly rho: Float32Array
  /** Signal without noise, activation and drift. */
  readonly baseline: Float32Array
}

/** A simulated run: as a file would hold it, with its events and the truth. */
export interface SampleRun {
  /** x fastest, then y, z, scan. */
  readonly values: Int16Array
  readonly slope: number
  readonly intercept: number
  readonly grid: Grid
  readonly scanCount: number
  readonly repetitionTimeSeconds: number
  readonly events: readonly StimulusEvent[]
  readonly truth: SampleTruth
}

/** How far a simulation is. */
export interface SampleProgress {
  readonly step: 'anatomy' | 'volumes'
  /** 0 to 1 over the whole simulation. */
  readonly fraction: number
}

const SCAN_COUNT = 160
const REPETITION_TIME_SECONDS = 2
const BLOCK_SECONDS = 20
const VOXEL_MM = 4
const SAMPLE_SEED = 20
/**
 * Fractions by which the first scans are brighter, before the magnetisation is steady: little enough that a contrast that rests
 * on these scans alone is noisy rather than plainly biased.
 */
const INITIAL_EXCESS = [0.004, 0.0015, 0.0005]
/** Mean magnitude in air is 1.25 times this. */
const AIR_SCALE = 9

/** The grid of the sample run: 48 x 58 x 40 voxels of 4 mm, centred at (0, -18, 18) mm. */
const sampleGrid: Grid = centredGrid([48, 58, 40], [0, -18, 18])

function centredGrid(
  dims: readonly [number, number, number],
  centre: readonly [number, number, number],
): Grid {
  const mmFromVoxel = new Float64Array(16)
  mmFromVoxel[15] = 1
  for (let axis = 0; axis < 3; axis++) {
    mmFromVoxel[axis * 5] = VOXEL_MM
    mmFromVoxel[axis * 4 + 3] = centre[axis] - (VOXEL_MM * (dims[axis] - 1)) / 2
  }
  return { dims, mmFromVoxel, leftRightKnown: true }
}

/** The sample run: tapping with the left hand, 20 s rest and 20 s movement in turn; the same seed, the same run. */
export function sampleRun(seed: number = SAMPLE_SEED): SampleRun {
  const steps = sampleRunSteps(seed)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The sample run in steps of a few tens of milliseconds, each yielding its progress; the last returns the run. */
export function* sampleRunSteps(seed: number = SAMPLE_SEED): Generator<SampleProgress, SampleRun, void> {
  const grid = sampleGrid
  const random = randomStream(seed)
  yield { step: 'anatomy', fraction: 0 }
  const anatomy = drawAnatomy(grid, seed)
  const timing = { scanCount: SCAN_COUNT, repetitionTimeSeconds: REPETITION_TIME_SECONDS }
  const events = tappingEvents(SCAN_COUNT * REPETITION_TIME_SECONDS, BLOCK_SECONDS)
  const effect = tappingEffectPercent(grid, anatomy.grey)
  const plan = planNoise(grid, anatomy, { floor: 30, random })
  const painter = volumePainter({
    grid,
    anatomy,
    plan,
    effect,
    response: responseAtScans(events, 'movement', timing),
    random,
  })
  const size = anatomy.baseline.length
  const values = new Int16Array(size * SCAN_COUNT)
  for (let t = 0; t < SCAN_COUNT; t++) {
    if (t % 8 === 0) yield { step: 'volumes', fraction: 0.15 + (0.85 * t) / SCAN_COUNT }
    painter(t, values.subarray(t * size, (t + 1) * size))
  }
  const truth = {
    effectPercent: { movement: effect, rest: new Float32Array(size) },
    rho: lagOneCorrelation(plan, anatomy),
    baseline: anatomy.baseline,
  }
  return { values, slope: 1, intercept: 0, grid, ...timing, events, truth }
}

interface Scene {
  readonly grid: Grid
  readonly anatomy: Anatomy
  readonly plan: NoisePlan
  readonly effect: Float32Array
  readonly response: Float64Array
  readonly random: RandomStream
}

/** Paints scan after scan; the autoregressive state lives in the closure, so scans must come in order. */
function volumePainter(scene: Scene): (t: number, volume: Int16Array) => void {
  const { anatomy, plan, effect, response, random } = scene
  const air = airNoiseTable(AIR_SCALE)
  const state = new Float32Array(plan.voxels.length)
  const innovations = new Float32Array(anatomy.baseline.length)
  return (t, volume) => {
    paintAir(volume, air, random)
    drawInnovations(innovations, scene)
    const [d0, d1, d2] = driftsAt(t, SCAN_COUNT)
    const activation = response[t] / 100
    const start = 1 + (INITIAL_EXCESS[t] ?? 0)
    for (let e = 0; e < state.length; e++) {
      const v = plan.voxels[e]
      const phi = plan.coefficient[e]
      // The first scan starts in the process's own spread, so that the noise is stationary.
      state[e] = t === 0 ? innovations[v] : phi * state[e] + Math.sqrt(1 - phi * phi) * innovations[v]
      const slow = plan.drift[3 * e] * d0 + plan.drift[3 * e + 1] * d1 + plan.drift[3 * e + 2] * d2
      const relative = start + activation * effect[v] + slow + plan.coloured[e] * state[e]
      const signal = anatomy.baseline[v] * relative + THERMAL_SD * random.normal()
      volume[v] = Math.max(0, Math.round(signal))
    }
  }
}

function paintAir(volume: Int16Array, air: Int16Array, random: RandomStream): void {
  for (let v = 0; v < volume.length; v += 2) {
    const word = random.bits()
    volume[v] = air[word & 4095]
    volume[v + 1] = air[(word >>> 12) & 4095]
  }
}

/** Fresh noise of unit s.d. inside the head, correlated between neighbours. */
function drawInnovations(innovations: Float32Array, scene: Scene): void {
  const scale = 1 / Math.sqrt(27)
  innovations.fill(0)
  for (const v of scene.plan.voxels) innovations[v] = scale * scene.random.normal()
  boxSum(innovations, scene.grid.dims)
}

function lagOneCorrelation(plan: NoisePlan, anatomy: Anatomy): Float32Array {
  const rho = new Float32Array(anatomy.baseline.length)
  plan.voxels.forEach((v, e) => {
    const coloured = (plan.coloured[e] * anatomy.baseline[v]) ** 2
    rho[v] = (plan.coefficient[e] * coloured) / (coloured + THERMAL_SD * THERMAL_SD)
  })
  return rho
}
