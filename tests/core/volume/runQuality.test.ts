import { describe, expect, it } from 'vitest'
import { countBrightScans, createQualityAccumulator } from '../../../src/core/volume/runQuality.ts'

const scans = 40
const voxels = Int32Array.of(0, 2, 3)

/** Voxel v of scan t; voxel 1 is outside and not finite. */
function volume(t: number, bright: number): Float64Array {
  const up = t < bright ? 300 - 80 * t : 0
  return Float64Array.of(
    1000 + 3 * Math.sin(t) + up,
    NaN,
    800 + 2 * Math.cos(2 * t) + up,
    900 + Math.sin(3 * t) + up,
  )
}

function qualityOf(bright: number): ReturnType<ReturnType<typeof createQualityAccumulator>['finish']> {
  const means = new Float64Array(4)
  for (let t = 0; t < scans; t++) volume(t, bright).forEach((value, v) => (means[v] += value / scans))
  const accumulator = createQualityAccumulator(voxels, means)
  for (let t = 0; t < scans; t++) accumulator.add(volume(t, bright))
  return accumulator.finish()
}

function plainTsnr(voxel: number, from: number): number {
  const series = Array.from({ length: scans - from }, (_, t) => volume(t + from, from)[voxel])
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length
  const variance = series.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (series.length - 1)
  return mean / Math.sqrt(variance)
}

describe('the quality of a run', () => {
  it('is the mean over the voxels per scan, and the change from scan to scan in percent', () => {
    const { globalSignal, frameChange } = qualityOf(0)
    const mean = (t: number): number => [0, 2, 3].reduce((sum, v) => sum + volume(t, 0)[v], 0) / 3
    expect(globalSignal[7]).toBeCloseTo(mean(7), 9)
    const squares = [0, 2, 3].map((v) => (volume(7, 0)[v] - volume(6, 0)[v]) ** 2)
    const whole = globalSignal.reduce((sum, value) => sum + value, 0) / scans
    const wanted = (100 * Math.sqrt(squares.reduce((a, b) => a + b, 0) / 3)) / whole
    expect(frameChange[7]).toBeCloseTo(wanted, 9)
    expect(frameChange[0]).toBeNaN()
  })

  it.each([0, 1, 3])('leaves %i brighter scans out of the temporal SNR', (bright) => {
    const { tsnr, brightScans } = qualityOf(bright)
    expect(brightScans).toBe(bright)
    // The scans that are taken out again are kept in float32: 1e-4 of 300.
    expect(tsnr[0] / plainTsnr(0, bright)).toBeCloseTo(1, 4)
    expect(tsnr[1] / plainTsnr(2, bright)).toBeCloseTo(1, 4)
  })
})

describe('scans before equilibrium', () => {
  it('are not seen in a drift, in noise, or in a run too short to tell', () => {
    const drift = Array.from({ length: 200 }, (_, t) => 1000 - 0.05 * t + Math.sin(7 * t))
    expect(countBrightScans(drift)).toBe(0)
    expect(countBrightScans([1300, 1200, ...Array.from({ length: 10 }, () => 1000)])).toBe(0)
  })
})
