import { describe, expect, test } from 'vitest'
import { checkRunValues, emptyCensus, extendCensus } from '../../../src/core/formats/valueCensus.ts'
import { refusalOf } from '../../support/refusals.ts'

const censusOf = (...values: number[]) => extendCensus(emptyCensus, Float64Array.from(values))

describe('checkRunValues', () => {
  test.each([
    [[0, 0, 0], 'run-all-zero', 'Every value of the image is 0.'],
    [[NaN, NaN], 'run-no-finite', 'Every value of the image is NaN or Inf.'],
    [[NaN, Infinity], 'run-no-finite', 'Every value of the image is NaN or Inf.'],
    [[5, 5, NaN], 'run-constant', 'Every value of the image is 5: nothing varies in time.'],
  ])('%j is refused as %s', (values, code, message) => {
    expect(refusalOf(() => checkRunValues(censusOf(...values), 'run.nii'))).toMatchObject({
      code,
      message,
      file: 'run.nii',
    })
  })

  test('some NaN and Inf are counted and pointed out', () => {
    expect(checkRunValues(censusOf(1, NaN, 2, -Infinity), 'run.nii')).toMatchObject([
      { code: 'run-not-finite', severity: 'warning', message: '2 of 4 values are NaN or Inf.' },
    ])
  })

  test('ordinary values give no finding, in one piece or two', () => {
    const census = extendCensus(censusOf(0, 3), Float32Array.of(-2))
    expect(census).toEqual({ count: 3, zeros: 1, nans: 0, infinities: 0, minimum: -2, maximum: 3 })
    expect(checkRunValues(census, 'run.nii')).toEqual([])
  })
})
