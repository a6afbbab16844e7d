import { describe, expect, it } from 'vitest'
import { columnOf } from '../../../src/core/math/matrix.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import type { EventModelSpec, HighPassSpec, PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import {
  confoundsOf,
  eventsOf,
  kernelsAndDesigns,
  nilearnCases,
  nilearnInfo,
  numberTable,
  relativeDeviation,
  type GoldenDesign,
} from '../design/nilearnGoldens.ts'
import { blockEvents, jitterEvents, nilearnDefaults } from '../design/pipelineFixtures.ts'

/**
 * Both sides compute in double precision by the same formulas; they differ in the order of sums only. Measured: 2.2e-13 of a
 * column's maximum (dispersion columns, which are small after orthogonalisation), everything else below 2e-14.
 */
const tolerance = 1e-9

function eventModel(model: string, delaysScans = [0, 1, 2, 3]): EventModelSpec {
  const grid = { oversampling: 50, minOnsetSeconds: -24 }
  if (model === 'fir') return { kind: 'nilearn-fir', delaysScans, ...grid }
  const derivatives = model.includes('dispersion')
    ? 'time-dispersion'
    : model.includes('derivative')
      ? 'time'
      : 'none'
  const hrf = model.startsWith('glover') ? 'glover' : model.startsWith('spm') ? 'spm' : 'none'
  return { kind: 'nilearn', hrf, derivatives, ...grid }
}

function largestDeviation(
  spec: PipelineSpec,
  run: Parameters<typeof resolveDesign>[1],
  golden: GoldenDesign,
): number {
  const design = resolveDesign(spec, run)
  expect(design.columns.map(({ name }) => name)).toEqual(golden.columns)
  const deviations = golden.columns.map((_, j) =>
    relativeDeviation(
      columnOf(design.matrix, j),
      golden.values.map((row) => row[j] ?? NaN),
    ),
  )
  return Math.max(...deviations)
}

describe('designs of nilearn', () => {
  const designs = [...kernelsAndDesigns()].filter(([name]) => name.startsWith('design_'))

  it('are 31 in all', () => {
    expect(designs).toHaveLength(31)
  })

  it.each(designs)('%s', (name, stored) => {
    const golden = stored as GoldenDesign
    const [, events = '', model = '', instant = '0'] = /^design_(block|jitter)_(.*)_str(.*)$/.exec(name) ?? []
    const [, repetitionTime = '2'] = /^design_tr([\d.]+)_n\d+$/.exec(name) ?? []
    const spec = {
      ...nilearnDefaults,
      eventModel: eventModel(model || 'glover'),
      samplingInstant: Number(instant),
    }
    const run = {
      scanCount: golden.values.length,
      repetitionTimeSeconds: Number(repetitionTime),
      // The designs of other repetition times have the first blocks only.
      events: events === 'jitter' ? jitterEvents : events === 'block' ? blockEvents : blockEvents.slice(0, 3),
    }
    expect(largestDeviation(spec, run, golden)).toBeLessThan(tolerance)
  })
})

describe('designs of the stored nilearn analyses', () => {
  it.each(nilearnCases())('%s', (name) => {
    const { config } = nilearnInfo(name)
    const table = numberTable(`nilearn/${name}/design_matrix.tsv`)
    const golden = { columns: table.columns.slice(1), values: table.values.map((row) => row.slice(1)) }
    const which = name.startsWith('block') ? 'block' : 'er'
    const spec: PipelineSpec = {
      ...nilearnDefaults,
      conditions: {
        include: (config['keep_trial_types'] as string[] | undefined) ?? 'all',
        explicitRest: false,
      },
      eventModel: eventModel(
        (config['hrf_model'] as string | undefined) ?? 'glover',
        config['fir_delays'] as number[] | undefined,
      ),
      samplingInstant: (config['slice_time_ref'] as number | undefined) ?? 0,
      confounds: {
        columns: (config['confounds'] as string[] | undefined) ?? [],
        centre: false,
        missing: 'error',
      },
      highPass: highPass(config),
    }
    const run = {
      scanCount: golden.values.length,
      repetitionTimeSeconds: config['t_r'] as number,
      events: eventsOf(which),
      confounds: confoundsOf(which),
    }
    expect(largestDeviation(spec, run, golden)).toBeLessThan(tolerance)
    const times = resolveDesign(spec, run).frameTimesSeconds
    expect(
      relativeDeviation(
        times,
        table.values.map((row) => row[0] ?? NaN),
      ),
    ).toBeLessThan(1e-14)
  })
})

function highPass(config: Readonly<Record<string, unknown>>): HighPassSpec {
  if (config['drift_model'] === null) return { kind: 'none' }
  if (config['drift_model'] === 'polynomial') {
    return { kind: 'polynomial-regressors', order: config['drift_order'] as number }
  }
  return { kind: 'cosine-regressors', cutoffHz: (config['high_pass'] as number | undefined) ?? 0.01 }
}
