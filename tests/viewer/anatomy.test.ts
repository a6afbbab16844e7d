import { describe, expect, it } from 'vitest'
import { ANATOMY_WHITE, anatomyBytes, anatomyWindow } from '../../src/viewer/anatomy.ts'

const values = Float32Array.from({ length: 1000 }, (_, i) => (i < 500 ? 0 : i - 499))
const inOrder = Int32Array.from({ length: 1000 }, (_, i) => i)

describe('anatomyBytes', () => {
  it('spans black to the anatomy white between 2 % (at least a tenth of the top) and 99.5 % of positive values', () => {
    const { low, high } = anatomyWindow(values)
    expect(high).toBe(497)
    expect(low).toBeCloseTo(49.7, 10)
    const bytes = anatomyBytes(values, inOrder)
    expect(bytes[0]).toBe(0)
    expect(bytes[999]).toBe(ANATOMY_WHITE)
  })

  it('is not moved by one enormous voxel, infinity or not-a-number', () => {
    const odd = values.slice()
    odd[0] = NaN
    odd[1] = Infinity
    odd[2] = 1e30
    expect(anatomyWindow(odd).high).toBeLessThan(500)
    expect(anatomyBytes(odd, inOrder)[0]).toBe(0)
  })

  it('survives an image of zeros', () => {
    expect(anatomyBytes(new Float32Array(8), inOrder.subarray(0, 8)).every((byte) => byte === 0)).toBe(true)
  })
})
