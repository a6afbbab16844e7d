import { readdirSync, readFileSync } from 'node:fs'
import type { StimulusEvent } from '../../../src/core/design/event.ts'
import type { ConfoundTable } from '../../../src/core/design/confounds.ts'
import { zeros } from '../../../src/core/math/matrix.ts'

const fixtures = new URL('../../fixtures/', import.meta.url)

/** A stored design: rows are scans. */
export interface GoldenDesign {
  readonly columns: readonly string[]
  readonly values: readonly (readonly number[])[]
}

/** Kernels and designs of nilearn, read from the one JSON file. */
export function kernelsAndDesigns(): Map<string, unknown> {
  const text = readFileSync(new URL('nilearn-kernels-and-designs.json', fixtures), 'utf8')
  return new Map(Object.entries(JSON.parse(text) as Record<string, unknown>))
}

/** A tab-separated table of numbers; 'n/a' is NaN. */
export function numberTable(path: string): GoldenDesign {
  const [header = '', ...lines] = readFileSync(new URL(path, fixtures), 'utf8').trim().split('\n')
  return {
    columns: header.split('\t'),
    values: lines.map((line) => line.split('\t').map((cell) => (cell === 'n/a' ? NaN : Number(cell)))),
  }
}

/** Events of a simulated run. */
export function eventsOf(run: 'block' | 'er'): StimulusEvent[] {
  const text = readFileSync(new URL(`runs/sub-${run}_task-tap_events.tsv`, fixtures), 'utf8')
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [onset = '', duration = '', trialType = ''] = line.split('\t')
      return { onset: Number(onset), duration: Number(duration), trialType }
    })
}

/** Confounds of a simulated run. */
export function confoundsOf(run: 'block' | 'er'): ConfoundTable {
  const { columns, values } = numberTable(`runs/sub-${run}_task-tap_desc-confounds_timeseries.tsv`)
  const matrix = zeros(values.length, columns.length)
  values.forEach((row, i) => matrix.data.set(row, i * columns.length))
  return { columns, values: matrix }
}

/** Names of the stored nilearn analyses. */
export function nilearnCases(): string[] {
  return readdirSync(new URL('nilearn', fixtures)).sort()
}

/** The settings of a stored nilearn analysis. */
export interface NilearnInfo {
  readonly columns: readonly string[]
  readonly condition_number: number
  readonly config: Readonly<Record<string, unknown>>
}

/** Reads the settings of a stored nilearn analysis. */
export function nilearnInfo(name: string): NilearnInfo {
  return JSON.parse(readFileSync(new URL(`nilearn/${name}/info.json`, fixtures), 'utf8')) as NilearnInfo
}

/** Largest deviation of a column from its reference, as a share of the reference's maximum. */
export function relativeDeviation(actual: ArrayLike<number>, reference: readonly number[]): number {
  const largest = Math.max(...reference.map(Math.abs))
  const deviation = Math.max(...reference.map((value, i) => Math.abs(value - (actual[i] ?? NaN))))
  // nilearn's regularisation leaves noise of 1e-14 in columns that are 0: compared absolutely.
  return largest < 1e-12 ? deviation : deviation / largest
}
