import { describe, expect, it } from 'vitest'
import {
  defaultContrast,
  minimalConditions,
  overparameterizedConditions,
  switchState,
} from '../../../src/core/pipeline/conditionsSwitch.ts'
import { canonicalDigest, specHash } from '../../../src/core/pipeline/hash.ts'
import type { PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { nilearnPreset, spm12Preset } from '../../../src/core/pipeline/presets.ts'
import { specDifferences, specGroups } from '../../../src/core/pipeline/specDifferences.ts'
import { validateSpec } from '../../../src/core/pipeline/validate.ts'

const event = (trialType: string) => ({ onset: 0, duration: 1, trialType })
const withRest = ['Rest', 'b', 'a', 'b'].map(event)
const withoutRest = ['z', 'a'].map(event)
const nilearn = nilearnPreset({ include: 'all', explicitRest: false })

describe('the conditions switch', () => {
  it('writes out every type but rest, or adds rest', () => {
    expect(minimalConditions(withRest)).toEqual({ include: ['a', 'b'], explicitRest: false })
    expect(overparameterizedConditions(withRest)).toEqual({
      include: ['Rest', 'a', 'b'],
      explicitRest: false,
    })
    expect(overparameterizedConditions(withoutRest)).toEqual({ include: ['a', 'z'], explicitRest: true })
  })

  it('recognises either, however it is written', () => {
    for (const events of [withRest, withoutRest]) {
      expect(switchState(minimalConditions(events), events)).toBe('minimal')
      expect(switchState(overparameterizedConditions(events), events)).toBe('overparameterized')
    }
    expect(switchState({ include: 'all', explicitRest: false }, withRest)).toBe('overparameterized')
    expect(switchState({ include: 'all', explicitRest: false }, withoutRest)).toBe('minimal')
    expect(switchState({ include: ['rest', 'a'], explicitRest: true }, ['a', 'rest'].map(event))).toBe(
      'overparameterized',
    )
    expect(switchState({ include: ['a'], explicitRest: false }, withRest)).toBe('custom')
    expect(switchState({ include: 'all', merge: { c: ['a'] }, explicitRest: false }, withRest)).toBe('custom')
  })

  it('starts with the first type that is not rest, by first appearance', () => {
    expect(defaultContrast(withRest)).toEqual({ kind: 'expression', text: 'b' })
    expect(defaultContrast([event('FIXATION')])).toBeUndefined()
  })
})

describe('specDifferences', () => {
  const spm12 = spm12Preset({ include: 'all', explicitRest: false })

  it('lists whole groups in order and never the name', () => {
    expect(specDifferences(nilearn, { ...nilearn, name: 'other' })).toEqual([])
    expect(specDifferences(nilearn, spm12)).toEqual([
      'eventModel',
      'samplingInstant',
      'highPass',
      'intensity',
      'mask',
      'noise',
    ])
    const all: PipelineSpec = {
      ...spm12,
      conditions: { include: ['a'], explicitRest: true },
      smoothing: { fwhmMm: 5 },
      confounds: { columns: ['x'], centre: true, missing: 'zero' },
    }
    expect(specDifferences(nilearn, all)).toEqual(specGroups)
  })

  it('compares sets as sets and ignores the treatment of confounds there are none of', () => {
    const including = (include: 'all' | string[]) => ({
      ...nilearn,
      conditions: { include, explicitRest: false },
    })
    expect(specDifferences(including(['a', 'b']), including(['b', 'a']))).toEqual([])
    expect(specDifferences(including(['a', 'b']), including('all'))).toEqual(['conditions'])
    expect(specDifferences(including(['a', 'b']), including('all'), ['b', 'a'])).toEqual([])
    const centred = { ...nilearn, confounds: { ...nilearn.confounds, centre: true } }
    expect(specDifferences(nilearn, centred)).toEqual([])
    expect(specDifferences(nilearn, { ...nilearn, smoothing: { fwhmMm: 0, castToFileType: false } })).toEqual(
      [],
    )
  })
})

describe('specHash', () => {
  const digests = { run: 'r', events: 'e', repetitionTimeSeconds: 2, discardScans: 0 }

  it('is the SHA-256 of the canonical form', () => {
    // printf '{"a":1,"b":[true,"é"]}' | sha256sum, and the same of '{}'
    expect(canonicalDigest({ b: [true, 'é'], a: 1 })).toBe(
      '6926743e6611e69d70d02dfefee1d1fc193edf9d3252ac387436edf1db976b4d',
    )
    expect(canonicalDigest({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })

  it('depends on settings and inputs, not on the name or the order of keys', () => {
    const hash = specHash(nilearn, digests)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(specHash({ ...nilearn, name: 'mine' }, digests)).toBe(hash)
    const reordered = Object.fromEntries(Object.entries(nilearn).reverse()) as unknown as PipelineSpec
    expect(specHash(reordered, digests)).toBe(hash)
    expect(specHash({ ...nilearn, samplingInstant: 0.5 }, digests)).not.toBe(hash)
    expect(specHash(nilearn, { ...digests, mask: 'm' })).not.toBe(hash)
    expect(specHash(nilearn, { ...digests, discardScans: 1 })).not.toBe(hash)
  })
})

describe('validateSpec', () => {
  const run = { scanCount: 100, repetitionTimeSeconds: 2 }
  const codes = (change: Partial<PipelineSpec>) =>
    validateSpec({ ...nilearn, ...change }, run).map(({ code }) => code)
  const fir = (delaysScans: number[]) =>
    codes({ eventModel: { kind: 'nilearn-fir', delaysScans, oversampling: 50, minOnsetSeconds: -24 } })

  it('has nothing against the presets', () => {
    expect(codes({})).toEqual([])
    expect(validateSpec(spm12Preset({ include: 'all', explicitRest: false }), run)).toEqual([])
  })

  it.each([
    ['bins-invalid', codes({ noise: { kind: 'nilearn-ar1', bins: 0 } })],
    ['bins-invalid', codes({ noise: { kind: 'nilearn-ar1', bins: NaN } })],
    ['oversampling-invalid', codes({ eventModel: { ...nilearn.eventModel, oversampling: 0.5 } as never })],
    [
      'microtime-resolution-invalid',
      codes({ eventModel: { kind: 'spm12', microtimeResolution: 0 } as never }),
    ],
    ['sampling-instant-invalid', codes({ samplingInstant: 1.1 })],
    ['high-pass-invalid', codes({ highPass: { kind: 'dct-filter', cutoffSeconds: 0 } })],
    ['high-pass-invalid', codes({ highPass: { kind: 'cosine-regressors', cutoffHz: -1 } })],
    ['high-pass-beyond-nyquist', codes({ highPass: { kind: 'cosine-regressors', cutoffHz: 0.25 } })],
    ['polynomial-order-invalid', codes({ highPass: { kind: 'polynomial-regressors', order: 1.5 } })],
    ['smoothing-invalid', codes({ smoothing: { fwhmMm: -1 } })],
    ['confound-repeated', codes({ confounds: { columns: ['x', 'x'], centre: false, missing: 'zero' } })],
    ['mask-cutoffs-invalid', codes({ mask: { ...nilearn.mask, lowerCutoff: 0.9 } as never })],
    ['polynomial-order-invalid', codes({ highPass: { kind: 'polynomial-regressors', order: 1e9 } })],
    ['sampling-grid-too-large', codes({ eventModel: { ...nilearn.eventModel, oversampling: 1e9 } as never })],
    [
      'sampling-grid-too-large',
      codes({ eventModel: { ...nilearn.eventModel, minOnsetSeconds: -1e9 } as never }),
    ],
    ['sampling-grid-too-large', codes({ eventModel: { kind: 'spm12', microtimeResolution: 1e9 } as never })],
    ['fir-delay-beyond-run', fir([0, 100])],
    ['fir-delay-invalid', fir([-1])],
    ['fir-delay-repeated', fir([1, 1])],
    ['fir-delays-missing', fir([])],
  ])('finds %s', (code, found) => {
    expect(found).toContain(code)
  })
})
