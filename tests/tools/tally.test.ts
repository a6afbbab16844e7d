import { describe, expect, it } from 'vitest'

import {
  closingLine,
  sumTallies,
  tallyPlaywright,
  tallyTools,
  tallyVitest,
} from '../../scripts/lib/tally.mjs'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((testStatus) => ({ status: testStatus })),
})

describe('tallyVitest', () => {
  it('counts passed, failed and skipped tests over all files', () => {
    const report = {
      testResults: [file('passed', 'passed', 'pending'), file('failed', 'failed', 'passed', 'todo')],
    }
    expect(tallyVitest(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 })
  })

  it('counts a file that could not be collected as a failure', () => {
    const report = { testResults: [file('passed', 'passed'), file('failed')] }
    expect(tallyVitest(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('does not believe a clean report of a run that ended badly', () => {
    expect(tallyVitest({ testResults: [file('passed', 'passed')] }, 1).failed).toBe(1)
  })

  it('fails a run without report or without tests', () => {
    expect(tallyVitest(undefined, 0).failed).toBe(1)
    expect(tallyVitest({ testResults: [] }, 0).failed).toBe(1)
    expect(tallyVitest({ testResults: [file('passed', 'skipped')] }, 0).failed).toBe(1)
  })
})

describe('tallyPlaywright', () => {
  it('reads the totals of the report', () => {
    const report = { stats: { expected: 7, unexpected: 2, flaky: 1, skipped: 3 } }
    expect(tallyPlaywright(report, 1)).toEqual({ passed: 8, failed: 2, skipped: 3 })
  })

  it('fails when the browser never started', () => {
    expect(tallyPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }, 1).failed).toBe(1)
    expect(tallyPlaywright(undefined, 0).failed).toBe(1)
  })
})

describe('the closing line', () => {
  it('adds tools and tests', () => {
    const tools = tallyTools([{ exitCode: 0 }, { exitCode: 2 }, { exitCode: 0 }])
    const total = sumTallies([tools, { passed: 10, failed: 0, skipped: 0 }])
    expect(closingLine(total)).toBe('12 passed, 1 failed')
  })

  it('names skipped tests only if there are any', () => {
    expect(closingLine({ passed: 1, failed: 0, skipped: 4 })).toBe('1 passed, 0 failed, 4 skipped')
  })
})
