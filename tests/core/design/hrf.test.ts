import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dispersionDerivativeKernel,
  firKernel,
  hrfKernel,
  impulseKernel,
  timeDerivativeKernel,
  type HrfShape,
} from '../../../src/core/design/hrf.ts'
import { kernelsAndDesigns, relativeDeviation } from './nilearnGoldens.ts'

const grid = { repetitionTimeSeconds: 2, oversampling: 50 }
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
const indexOfMax = (values: Float64Array) => values.indexOf(Math.max(...values))

describe('hrf kernels of nilearn', () => {
  const stored = kernelsAndDesigns()

  // Measured 2e-14: the same double-precision formulas, except for the logarithm of the gamma function and the order of the sum.
  it.each([
    ['kernel_spm_tr2_os50', hrfKernel('spm', grid)],
    ['kernel_glover_tr2_os50', hrfKernel('glover', grid)],
    ['kernel_spm_td_tr2_os50', timeDerivativeKernel('spm', grid)],
    ['kernel_glover_td_tr2_os50', timeDerivativeKernel('glover', grid)],
    ['kernel_spm_dd_tr2_os50', dispersionDerivativeKernel('spm', grid)],
    ['kernel_glover_dd_tr2_os50', dispersionDerivativeKernel('glover', grid)],
  ])('%s', (name, kernel) => {
    const golden = stored.get(name) as number[]
    expect(kernel).toHaveLength(golden.length)
    expect(relativeDeviation(kernel, golden)).toBeLessThan(1e-12)
  })

  it('spm: length, value and maximum', () => {
    const kernel = hrfKernel('spm', grid)
    expect(kernel).toHaveLength(800)
    expect(kernel[100]).toBeCloseTo(0.0074464883778278135, 14)
    expect(Math.max(...kernel)).toBeCloseTo(0.008433909207961865, 14)
    expect(indexOfMax(kernel)).toBe(126)
  })

  it('glover: values, sum and maximum', () => {
    const kernel = hrfKernel('glover', grid)
    expect(kernel[125]).toBeCloseTo(0.01389663245205919, 14)
    expect(kernel[200]).toBeCloseTo(0.0047874476942846595, 14)
    expect(sum(kernel)).toBeCloseTo(1, 14)
    expect(Math.max(...kernel)).toBeCloseTo(0.013899297265659567, 14)
  })

  it('spm without oversampling over 20 s, as in nilearn’s documentation (9 digits given)', () => {
    const expected = [
      0, 9.24127632e-6, 0.16128593, 0.443198344, 0.335458557, 0.138737562, 0.0221220833, -0.027943229,
      -0.0399470415, -0.0329214463,
    ]
    const kernel = hrfKernel('spm', { repetitionTimeSeconds: 2, oversampling: 1, lengthSeconds: 20 })
    expect(kernel).toHaveLength(10)
    expected.forEach((value, i) => expect(kernel[i]).toBeCloseTo(value, 9))
  })

  it('glover dispersion derivative: extremes', () => {
    const kernel = dispersionDerivativeKernel('glover', grid)
    expect(indexOfMax(kernel)).toBe(143)
    expect(Math.max(...kernel)).toBeCloseTo(0.007567483577391315, 10)
    expect(kernel[65]).toBeCloseTo(-0.007098491410575513, 10)
    expect(Math.min(...kernel)).toBe(kernel[65])
  })

  it('sum to 1, their derivatives to 0', () => {
    const shape = fc.constantFrom<HrfShape>('glover', 'spm')
    const repetitionTime = fc.double({ min: 0.3, max: 4, noNaN: true })
    const oversampling = fc.integer({ min: 4, max: 60 })
    fc.assert(
      fc.property(shape, repetitionTime, oversampling, (hrf, repetitionTimeSeconds, samples) => {
        const any = { repetitionTimeSeconds, oversampling: samples }
        expect(sum(hrfKernel(hrf, any))).toBeCloseTo(1, 12)
        // Differences of two kernels of sum 1, divided by 0.1 and 0.01.
        expect(sum(timeDerivativeKernel(hrf, any))).toBeCloseTo(0, 11)
        expect(sum(dispersionDerivativeKernel(hrf, any))).toBeCloseTo(0, 10)
      }),
    )
  })

  it('are plain for FIR and for no response', () => {
    expect([...firKernel(1, 4)]).toEqual([0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25])
    expect([...impulseKernel(3)]).toEqual([1, 0, 0])
  })
})
