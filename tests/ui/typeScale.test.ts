import { describe, expect, it } from 'vitest'
import { typeScale } from '../../src/ui/theme/typeScale.ts'

describe('the scale of type', () => {
  it('is 1 on a desk, however wide', () => {
    expect([800, 1440, 3840].map((width) => typeScale(false, width))).toEqual([1, 1, 1])
  })

  it('grows on a projector as far as the page keeps the width it needs', () => {
    expect(typeScale(true, 1024)).toBe(1)
    expect(typeScale(true, 1440)).toBeCloseTo(1440 / 1300, 12)
    expect(typeScale(true, 1920)).toBe(1.4)
  })
})
