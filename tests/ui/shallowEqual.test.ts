import { describe, expect, it } from 'vitest'
import { shallowEqual } from '../../src/ui/shallowEqual.ts'

describe('equality one level deep', () => {
  it('compares entries of plain objects and arrays by identity', () => {
    const inner = { x: 1 }
    expect(shallowEqual({ a: inner, b: 2 }, { b: 2, a: inner })).toBe(true)
    expect(shallowEqual({ a: { x: 1 } }, { a: { x: 1 } })).toBe(false)
    expect(shallowEqual([inner, 1], [inner, 1])).toBe(true)
    expect(shallowEqual([1, 2], [1])).toBe(false)
    expect(shallowEqual({ a: undefined }, { b: undefined })).toBe(false)
  })

  it('compares numbers of typed arrays, NaN being equal to itself', () => {
    expect(shallowEqual(Float64Array.of(1, NaN), Float64Array.of(1, NaN))).toBe(true)
    expect(shallowEqual(Float64Array.of(1, 2), Float64Array.of(1, 3))).toBe(false)
    expect(shallowEqual(Float64Array.of(1), Float32Array.of(1))).toBe(false)
    expect(shallowEqual(new Float64Array(100_000), new Float64Array(100_000))).toBe(false)
  })

  it('compares everything else by identity', () => {
    expect(shallowEqual(new Map([[1, 2]]), new Map([[1, 2]]))).toBe(false)
    expect(shallowEqual(null, {})).toBe(false)
    expect(shallowEqual([], {})).toBe(false)
    expect(shallowEqual('a', 'a')).toBe(true)
  })
})
