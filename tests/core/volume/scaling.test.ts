import { describe, expect, it } from 'vitest'
import { commonUnitFactors, voxelScaling, type IntensityFactors } from '../../../src/core/volume/scaling.ts'

const means = Float64Array.of(800, 0.5, -3)
const numbers = { grandMean: 400, sessionGlobal: 250, meanVolumeFactor: 0.41 }

const cases: [string, IntensityFactors, (y: number, mean: number) => number, number][] = [
  [
    'percent of voxel mean, floored at 1',
    { intensity: { kind: 'percent-of-voxel-mean' }, ...numbers },
    (y, mean) => (100 * y) / Math.max(mean, 1) - 100,
    1,
  ],
  [
    'percent of grand mean',
    { intensity: { kind: 'percent-of-grand-mean' }, ...numbers },
    (y) => (100 * y) / 400 - 100,
    0.5,
  ],
  [
    'session global',
    { intensity: { kind: 'global-100', per: 'session' }, ...numbers },
    (y) => (100 * y) / 250,
    100 / (0.4 * 800),
  ],
  [
    'volume global, scaled before',
    { intensity: { kind: 'global-100', per: 'volume' }, ...numbers },
    (y) => y,
    100 / (0.41 * 800),
  ],
  ['none', { intensity: { kind: 'none' }, ...numbers }, (y) => y, 100 / 800],
]

describe.each(cases)('intensity %s', (_, factors, scaled, commonUnit) => {
  it('turns centred values into the unit', () => {
    const { scale, offset } = voxelScaling(means, factors)
    means.forEach((mean, v) => {
      const centred = 12.5
      const value = (scale[v] ?? NaN) * centred + (offset[v] ?? NaN)
      expect(value).toBeCloseTo(scaled(mean + centred, mean), 10)
    })
  })

  it('knows its factor to percent of the voxel mean', () => {
    expect(commonUnitFactors(means, factors)[0]).toBeCloseTo(commonUnit, 12)
  })
})
