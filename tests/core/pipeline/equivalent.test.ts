import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approach, copyOf, toolOf } from '../../../src/core/pipeline/equivalent.ts'
import type { PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { nilearnPreset, spm12Preset } from '../../../src/core/pipeline/presets.ts'
import { specDifferences, specGroups } from '../../../src/core/pipeline/specDifferences.ts'

const minimal = { include: ['movement'], explicitRest: false }
const over = { include: ['movement', 'rest'], explicitRest: false }
const nilearn = nilearnPreset(minimal)
const spm12 = spm12Preset(over)

const outcomesOf = (from: PipelineSpec, to: PipelineSpec): Record<string, string> =>
  Object.fromEntries(
    approach(from, to).outcomes.map(({ group, outcome, rule }) => [group, `${outcome} ${rule ?? ''}`.trim()]),
  )

describe('nilearn brought near SPM12', () => {
  const { spec } = approach(nilearn, spm12)

  it('takes SPM12’s response, instant and cutoff as far as FirstLevelModel has them', () => {
    expect(spec).toEqual({
      ...nilearn,
      conditions: over,
      eventModel: { ...nilearn.eventModel, hrf: 'spm' },
      samplingInstant: 7 / 16,
      highPass: { kind: 'cosine-regressors', cutoffHz: 1 / 128 },
      intensity: { kind: 'percent-of-grand-mean' },
    })
  })

  it('says what remains and by which rule', () => {
    expect(outcomesOf(nilearn, spm12)).toEqual({
      conditions: 'equal',
      eventModel: 'nearer event-grid',
      samplingInstant: 'equal',
      highPass: 'nearer filter-or-regressors',
      intensity: 'nearer units',
      mask: 'unchanged mask-rule',
      noise: 'unchanged noise-pooling',
    })
  })
})

describe('SPM12 brought near nilearn', () => {
  it('has no Glover response, but nilearn’s instant and cutoff', () => {
    const { spec } = approach(spm12, nilearn)
    expect(spec).toEqual({
      ...spm12,
      conditions: minimal,
      samplingInstant: 0,
      highPass: { kind: 'dct-filter', cutoffSeconds: 100 },
    })
    expect(outcomesOf(spm12, nilearn)).toMatchObject({
      eventModel: 'unchanged canonical-only',
      samplingInstant: 'equal',
      intensity: 'unchanged units',
      noise: 'unchanged noise-pooling',
    })
  })

  it('reads at whole bins only', () => {
    const late: PipelineSpec = { ...nilearn, samplingInstant: 0.4 }
    expect(approach(spm12, late).spec.samplingInstant).toBe(6 / 16)
    expect(outcomesOf(spm12, late)['samplingInstant']).toBe('nearer whole-bins')
    expect(approach(spm12, { ...nilearn, samplingInstant: 1 }).spec.samplingInstant).toBe(15 / 16)
  })

  it('has no polynomials, and no filter where nilearn has none', () => {
    const polynomial: PipelineSpec = { ...nilearn, highPass: { kind: 'polynomial-regressors', order: 2 } }
    expect(outcomesOf(spm12, polynomial)['highPass']).toBe('unchanged no-polynomials')
    expect(approach(spm12, { ...nilearn, highPass: { kind: 'none' } }).spec.highPass).toEqual({
      kind: 'none',
    })
  })
})

describe('noise', () => {
  it('is equal where both tools can leave it out, and else each tool’s own', () => {
    const plain: PipelineSpec = { ...spm12, noise: { kind: 'ols' } }
    expect(approach(nilearn, plain).spec.noise).toEqual({ kind: 'ols' })
    expect(approach({ ...nilearn, noise: { kind: 'ols' } }, spm12).spec.noise).toEqual({
      kind: 'nilearn-ar1',
      bins: 100,
    })
    expect(approach(plain, nilearn).spec.noise).toEqual({ kind: 'spm12-reml-ar1' })
  })
})

const anySpec: fc.Arbitrary<PipelineSpec> = fc
  .tuple(
    fc.constantFrom(nilearn, spm12),
    fc.constantFrom(nilearn, spm12),
    fc.constantFrom(nilearn, spm12),
    fc.constantFrom<PipelineSpec['highPass']>(
      { kind: 'none' },
      { kind: 'cosine-regressors', cutoffHz: 0.02 },
      { kind: 'polynomial-regressors', order: 3 },
      { kind: 'dct-filter', cutoffSeconds: 90 },
    ),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([base, noise, intensity, highPass, samplingInstant]) => ({
    ...base,
    highPass,
    samplingInstant,
    noise: noise.noise,
    intensity: intensity.intensity,
  }))

describe('any two pipelines', () => {
  it('leave nothing to do a second time, keep tool and name, and name a rule for all that remains', () => {
    fc.assert(
      fc.property(anySpec, anySpec, (from, to) => {
        const { spec, outcomes } = approach(from, to)
        expect(approach(spec, to).spec).toEqual(spec)
        expect([toolOf(spec), spec.name]).toEqual([toolOf(from), from.name])
        const left = specDifferences(spec, to)
        expect(outcomes.filter(({ outcome }) => outcome !== 'equal').map(({ group }) => group)).toEqual(left)
        expect(outcomes.every(({ outcome, rule }) => (outcome === 'equal') === (rule === null))).toBe(true)
        expect(specGroups.filter((group) => outcomes.some((each) => each.group === group))).toEqual(
          specDifferences(from, to),
        )
      }),
    )
  })

  it('do not move where they are equal', () => {
    expect(approach(nilearn, { ...nilearn, name: 'other' })).toEqual({ spec: nilearn, outcomes: [] })
  })

  it('are identical after copying, but for the name', () => {
    const copy = copyOf(spm12, nilearn)
    expect(copy.name).toBe('nilearn')
    expect(specDifferences(copy, spm12)).toEqual([])
  })
})
