import { beforeAll, describe, expect, it } from 'vitest'
import type { SampleRun } from '../../../src/core/simulate/sampleRun.ts'
import { sampleRun, sampleRunSteps } from '../../../src/core/simulate/sampleRun.ts'
import { boxSum } from '../../../src/core/simulate/boxFilter.ts'

let run: SampleRun
let size: number
let mean: Float64Array

beforeAll(() => {
  run = sampleRun()
  size = run.grid.dims[0] * run.grid.dims[1] * run.grid.dims[2]
  mean = new Float64Array(size)
  run.values.forEach((value, i) => (mean[i % size] = (mean[i % size] ?? 0) + value / run.scanCount))
})

function voxelAt(x: number, y: number, z: number): number {
  const [nx, ny] = run.grid.dims
  const m = run.grid.mmFromVoxel
  const index = (mm: number, axis: number): number =>
    Math.round((mm - (m[axis * 4 + 3] ?? 0)) / (m[axis * 5] ?? 1))
  return index(x, 0) + nx * (index(y, 1) + ny * index(z, 2))
}

/** Mean over scans of blocks of movement minus that of rest, leaving out the first three scans of every block, in percent. */
function blockDifference(voxel: number): number {
  const sums = { rest: [0, 0], movement: [0, 0] }
  for (let t = 10; t < run.scanCount; t++) {
    if (t % 10 < 3) continue
    const sum = Math.floor(t / 10) % 2 === 0 ? sums.rest : sums.movement
    sum[0] = (sum[0] ?? 0) + (run.values[t * size + voxel] ?? NaN)
    sum[1] = (sum[1] ?? 0) + 1
  }
  const of = ([sum = NaN, count = NaN]: number[]): number => sum / count
  return (100 * (of(sums.movement) - of(sums.rest))) / (mean[voxel] ?? NaN)
}

describe('sampleRun', () => {
  it('has the promised size, timing and events that fill the run', () => {
    expect(run.values).toHaveLength(48 * 58 * 40 * 160)
    expect([run.scanCount, run.repetitionTimeSeconds, run.slope, run.intercept]).toEqual([160, 2, 1, 0])
    expect(run.events[0]).toEqual({ onset: 0, duration: 20, trialType: 'rest' })
    expect(run.events[1]).toEqual({ onset: 20, duration: 20, trialType: 'movement' })
    expect(run.events).toHaveLength(16)
    expect(run.events.reduce((sum, event) => sum + event.duration, 0)).toBe(320)
  })

  it('lies in millimetres with right positive, centred at (0, -18, 18)', () => {
    const m = run.grid.mmFromVoxel
    expect([...m]).toEqual([4, 0, 0, -94, 0, 4, 0, -132, 0, 0, 4, -60, 0, 0, 0, 1])
    expect(
      [m[3], m[7], m[11]].map((corner, axis) => (corner ?? 0) + 2 * ((run.grid.dims[axis] ?? 0) - 1)),
    ).toEqual([0, -18, 18])
  })

  it('has a brain far above the air, of a believable volume', () => {
    const litres = mean.filter((value) => value > 400).length * 64e-6
    expect(litres).toBeGreaterThan(1.3)
    expect(litres).toBeLessThan(1.9)
    const air = mean[0] ?? NaN
    const brain = mean.filter((value) => value > 400).toSorted()
    const median = brain[Math.floor(brain.length / 2)] ?? NaN
    expect(air / median).toBeGreaterThan(0.005)
    expect(air / median).toBeLessThan(0.02)
    const overall = mean.reduce((sum, value) => sum + value) / size
    // SPM12's global leaves out voxels below an eighth of the volume's mean: air must be below.
    expect(air).toBeLessThan(overall / 8)
  })

  it('responds in the crossed motor cortex, SMA and cerebellum, and not on the other side of the cerebellum', () => {
    for (const [x, y, z] of [
      [38, -20, 56],
      [4, -6, 58],
      [-20, -54, -26],
    ] as const) {
      const neighbours = [-4, 0, 4].map((step) => voxelAt(x, y + step, z))
      const strongest = Math.max(...neighbours.map(blockDifference))
      expect(strongest).toBeGreaterThan(0.8)
      expect(strongest).toBeLessThan(3)
    }
    expect(Math.abs(blockDifference(voxelAt(20, -54, -26)))).toBeLessThan(0.5)
    expect(run.truth.effectPercent['rest']?.every((value) => value === 0)).toBe(true)
  })

  it('starts brighter and settles within three scans', () => {
    const total = (t: number): number => run.values.subarray(t * size, (t + 1) * size).reduce((x, y) => x + y)
    expect(total(0) / total(6)).toBeGreaterThan(1.003)
    expect(Math.abs(total(3) / total(6) - 1)).toBeLessThan(0.001)
  })

  it('has noise of the autocorrelation it states', () => {
    let stated = 0
    let found = 0
    let count = 0
    for (let v = 0; v < size; v++) {
      if ((mean[v] ?? 0) < 600 || run.truth.effectPercent['movement']?.[v] !== 0) continue
      // A moving mean of 41 scans takes the drift out.
      const series = Array.from({ length: 150 }, (_, t) => run.values[(t + 10) * size + v] ?? NaN)
      let lag0 = 0
      let lag1 = 0
      const trend = (t: number): number => localMean(series, t)
      for (let t = 0; t < 149; t++) {
        lag0 += ((series[t] ?? NaN) - trend(t)) ** 2
        lag1 += ((series[t] ?? NaN) - trend(t)) * ((series[t + 1] ?? NaN) - trend(t + 1))
      }
      stated += run.truth.rho[v] ?? NaN
      found += lag1 / lag0
      count++
      if (count === 3000) break
    }
    // The moving mean lowers the estimate by about (1 + rho)/41, the sum's two ends by 1/150: 0.04 at rho 0.25.
    expect(Math.abs(found / count - stated / count)).toBeLessThan(0.06)
  })

  it('is the same run for the same seed and another for another', () => {
    const again = sampleRun()
    expect(Buffer.compare(Buffer.from(again.values.buffer), Buffer.from(run.values.buffer))).toBe(0)
    const other = sampleRun(21)
    expect(Buffer.compare(Buffer.from(other.values.buffer), Buffer.from(run.values.buffer))).not.toBe(0)
  })

  it('reports progress that rises from 0 towards 1', () => {
    const fractions: number[] = []
    for (const { fraction } of sampleRunSteps(1)) fractions.push(fraction)
    expect(fractions[0]).toBe(0)
    expect(fractions).toEqual(fractions.toSorted((p, q) => p - q))
    expect(fractions.at(-1)).toBeLessThan(1)
    expect(fractions.length).toBeGreaterThan(15)
  })
})

describe('boxSum', () => {
  it('sums the 27 voxels around each, borders seeing zeros', () => {
    const volume = new Float32Array(5 * 4 * 3)
    volume[1 + 5 * (1 + 4 * 1)] = 2
    boxSum(volume, [5, 4, 3])
    for (let v = 0; v < volume.length; v++) {
      const [i, j] = [v % 5, Math.floor(v / 5) % 4]
      expect(volume[v]).toBe(i <= 2 && j <= 2 ? 2 : 0)
    }
  })
})

function localMean(series: readonly number[], t: number): number {
  const part = series.slice(Math.max(0, t - 20), t + 21)
  return part.reduce((x, y) => x + y) / part.length
}
