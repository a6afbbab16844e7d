import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('../../docs/real-scan.md', import.meta.url), 'utf8')
const refits = readFileSync(new URL('../../docs/real-scan-refits.md', import.meta.url), 'utf8')

/** The tables of a document whose head begins so, row by row. */
function tables(text: string, head: string): string[][][] {
  const found: string[][][] = []
  let isInside = false
  for (const line of text.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim())
    if (cells[1] === head) {
      found.push([])
      isInside = true
    } else if (!line.startsWith('|')) isInside = false
    else if (isInside && !cells[1].startsWith('-')) found.at(-1)?.push(cells.slice(1, -1))
  }
  return found
}

const numberOf = (cell: string): number => Number.parseFloat(cell.replace('−', '-'))

it('the shares written of the real scan add up to their totals', () => {
  const shares = tables(page, '')
  expect(shares).toHaveLength(3)
  for (const rows of shares) {
    const total = rows.findIndex(([name]) => name === 'Total')
    for (const column of [1, 2, 3]) {
      const sum = rows.slice(0, total).reduce((all, row) => all + numberOf(row[column]), 0)
      expect(rows[total][column]).toBe('100.0 %')
      // Seven numbers rounded to tenths.
      expect(Math.abs(sum - 100)).toBeLessThan(0.36)
    }
  }
})

it('nilearn’s own refits make the steps that the app made', () => {
  const steps = tables(page, 'Settings as in B')
  expect(steps.map((rows) => rows.length)).toEqual([14, 14])
  for (const [settings, map, , largest, ofApp, ofNilearn] of steps.flat()) {
    // The app holds the series as float32.
    expect(numberOf(largest), `${settings}, ${map}`).toBeLessThan(1e-6)
    expect(ofApp, `${settings}, ${map}`).toBe(ofNilearn)
  }
})

it('every mixture of the real scan stands in its table, from A to B', () => {
  const mixtures = tables(refits, 'As in B')
  expect(mixtures.map((rows) => rows.length)).toEqual([64, 64, 128])
  for (const rows of mixtures) {
    const [first, last] = [rows[0], rows.at(-1) ?? []]
    expect([first[0], first[3], last[0], last[2], last[3]]).toEqual([
      'nothing (A)',
      '0.0 %',
      'everything (B)',
      '1.0000',
      '100.0 %',
    ])
  }
})
