import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StimulusEvent } from '../../../src/core/design/event.ts'
import { Refusal } from '../../../src/core/finding.ts'
import { columnOf, fromColumns } from '../../../src/core/math/matrix.ts'
import { nilearnPreset, spm12Preset } from '../../../src/core/pipeline/presets.ts'
import type { PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { blockEvents } from '../design/pipelineFixtures.ts'

const nilearn = nilearnPreset({ include: 'all', explicitRest: false })
const spm12 = spm12Preset({ include: 'all', explicitRest: false })
const run = { scanCount: 100, repetitionTimeSeconds: 2, events: blockEvents }
const withEvents = (...events: StimulusEvent[]) => ({ ...run, events })
const event = (trialType: string, onset = 10, duration = 1) => ({ onset, duration, trialType })
const codes = (spec: PipelineSpec, of = run) => resolveDesign(spec, of).findings.map(({ code }) => code)
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

function refusalCode(spec: PipelineSpec, of: Parameters<typeof resolveDesign>[1] = run): string {
  try {
    resolveDesign(spec, of)
  } catch (error) {
    if (error instanceof Refusal) return error.finding.code
    throw error
  }
  return 'accepted'
}

describe('resolveDesign', () => {
  it('orders conditions by code point, then drifts, then the constant', () => {
    const design = resolveDesign(
      nilearn,
      withEvents(event('b'), event('a', 30), event('B', 50), event('10', 70)),
    )
    expect(design.columns.map(({ name }) => name)).toEqual([
      '10',
      'B',
      'a',
      'b',
      'drift_1',
      'drift_2',
      'drift_3',
      'drift_4',
      'constant',
    ])
    expect(design.columns.map(({ role }) => role).slice(3, 6)).toEqual(['condition', 'drift', 'drift'])
    expect(design.filterBasis.columns).toBe(0)
    expect(design.findings).toEqual([])
  })

  it('sums repeated events and counts a modulation that is no number as 0', () => {
    const design = resolveDesign(
      nilearn,
      withEvents(event('a', 10), event('a', 10), { ...event('b'), modulation: NaN }),
    )
    // Two events of 1 s in scans of 2 s; nilearn gives 0.998503072.
    expect(sum(columnOf(design.matrix, 0))).toBeCloseTo(0.998503072, 9)
    expect(sum(columnOf(design.matrix, 1))).toBe(0)
    expect(design.findings.map(({ code }) => code)).toEqual([
      'events-duplicated',
      'column-zero',
      'design-singular',
    ])
  })

  it('builds SPM12’s design with a filter and SPM12’s names beside ours', () => {
    const spec: PipelineSpec = {
      ...spm12,
      eventModel: { kind: 'spm12', hrf: 'canonical', derivatives: 'time', microtimeResolution: 16 },
      confounds: { columns: ['x'], centre: true, missing: 'zero' },
    }
    const confounds = { columns: ['x'], values: fromColumns(100, [Array.from({ length: 100 }, (_, i) => i)]) }
    const design = resolveDesign(spec, { ...run, confounds })
    expect(design.columns.map(({ name, alias }) => [name, alias])).toEqual([
      ['a', 'Sn(1) a*bf(1)'],
      ['a_derivative', 'Sn(1) a*bf(2)'],
      ['b', 'Sn(1) b*bf(1)'],
      ['b_derivative', 'Sn(1) b*bf(2)'],
      ['x', 'Sn(1) R1'],
      ['constant', 'Sn(1) constant'],
    ])
    expect(design.filterBasis.columns).toBe(3)
    expect(design.frameTimesSeconds[0]).toBe(0.875)
    expect(sum(columnOf(design.matrix, 4))).toBeCloseTo(0, 9)
  })

  it('rounds SPM12’s sampling instant to a bin, the last one at most', () => {
    const at = (samplingInstant: number) =>
      resolveDesign({ ...spm12, samplingInstant }, run).frameTimesSeconds[0]
    expect([at(0), at(0.45), at(1)]).toEqual([0, 0.875, 1.875])
  })

  it('adds explicit rest over the whole run', () => {
    const spec = nilearnPreset({ include: ['b'], explicitRest: true })
    const rest = resolveDesign(spec, run).columns.map(({ name }) => name)
    expect(rest.slice(0, 2)).toEqual(['b', 'rest'])
  })

  it('warns as nilearn does', () => {
    expect(codes(nilearn, withEvents(event('a', 10, 0)))).toEqual(['events-zero-duration'])
    expect(codes(nilearn, withEvents(event('a'), event('a', -30)))).toEqual(['events-too-early'])
    expect(codes(nilearn, withEvents(event('a'), event('a', 30, -2)))).toEqual(['events-negative-duration'])
    expect(codes(nilearn, withEvents(event('a'), event('b', 300)))).toEqual([
      'events-after-run',
      'column-zero',
      'design-singular',
    ])
    expect(codes(nilearn, withEvents(event('a'), event('b')))).toEqual(['design-singular'])
    expect(codes({ ...nilearn, conditions: { include: ['a', 'c'], explicitRest: false } })).toEqual([
      'condition-absent',
    ])
  })

  it('warns of what SPM12 does silently', () => {
    expect(codes(spm12, withEvents(event('a', 10, 0), event('a', 30, 0)))).toEqual([])
    expect(codes(spm12, withEvents(event('a', 10, 0), event('a', 30, 4)))).toEqual(['events-mixed-durations'])
  })

  it.each([
    ['no-events', { ...nilearn, conditions: { include: ['c'], explicitRest: true } }, run],
    ['no-events', { ...nilearn, conditions: { include: [], explicitRest: true } }, run],
    ['no-events', nilearn, withEvents()],
    ['event-not-finite', nilearn, withEvents(event('a', NaN))],
    ['event-not-finite', nilearn, withEvents({ ...event('a'), modulation: -Infinity })],
    ['spm-modulation', spm12, withEvents({ ...event('a'), modulation: 2 })],
    ['column-name-clash', nilearn, withEvents(event('constant'))],
    ['column-name-clash', nilearn, withEvents(event('drift_1'))],
    ['too-many-columns', nilearn, { ...run, scanCount: 3, repetitionTimeSeconds: 40 }],
    ['too-many-columns', { ...nilearn, highPass: { kind: 'cosine-regressors', cutoffHz: 0.2499 } }, run],
    [
      'high-pass-beyond-nyquist',
      { ...nilearn, highPass: { kind: 'cosine-regressors', cutoffHz: 0.25 } },
      run,
    ],
    ['high-pass-beyond-nyquist', { ...nilearn, highPass: { kind: 'dct-filter', cutoffSeconds: 4 } }, run],
    ['confound-unknown', { ...nilearn, confounds: { columns: ['x'], centre: false, missing: 'zero' } }, run],
    ['bins-invalid', { ...nilearn, noise: { kind: 'nilearn-ar1', bins: 0 } }, run],
    ['repetition-time-invalid', nilearn, { ...run, repetitionTimeSeconds: 0 }],
    ['too-few-scans', nilearn, { ...run, scanCount: 1 }],
  ] as [string, PipelineSpec, typeof run][])('refuses: %s', (code, spec, of) => {
    expect(refusalCode(spec, of)).toBe(code)
  })

  it('accepts modulations of 1 in SPM12, and trial types named like object members', () => {
    expect(refusalCode(spm12, withEvents({ ...event('a'), modulation: 1 }))).toBe('accepted')
    expect(refusalCode(nilearn, withEvents(event('__proto__'), event('constructor', 30)))).toBe('accepted')
  })

  it('makes a finite design of any finite events, in both tools, or refuses them', () => {
    const anyEvent = fc.record({
      onset: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      duration: fc.double({ min: -100, max: 1e5, noNaN: true }),
      trialType: fc.string({ maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), fc.constantFrom(nilearn, spm12), (events, spec) => {
        try {
          const design = resolveDesign(spec, withEvents(...events))
          expect(design.matrix.data.every(Number.isFinite)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      }),
    )
  })
})
