import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atIntervals } from '../../src/state/atIntervals.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('news told at intervals', () => {
  it('are the first, then the last of each interval, and none without news', () => {
    const told: number[] = []
    const tell = atIntervals(100, (news: number) => told.push(news))
    for (const news of [1, 2, 3]) tell(news)
    expect(told).toEqual([1])
    vi.advanceTimersByTime(99)
    expect(told).toEqual([1])
    vi.advanceTimersByTime(1)
    expect(told).toEqual([1, 3])
    tell(4)
    vi.advanceTimersByTime(100)
    expect(told).toEqual([1, 3, 4])
    vi.advanceTimersByTime(500)
    tell(5)
    expect(told).toEqual([1, 3, 4, 5])
  })
})
