import { describe, expect, it } from 'vitest'
import { driftShares, duplicateFrom } from '../../../src/core/design/driftShare.ts'
import { fromColumns } from '../../../src/core/math/matrix.ts'
import { nilearnPreset, spm12Preset } from '../../../src/core/pipeline/presets.ts'
import type { PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'

const n = 160
const seconds = 2
const conditions = { include: ['task'], explicitRest: false }
const events = [{ onset: 20, duration: 20, trialType: 'task' }]
const design = (spec: PipelineSpec) =>
  resolveDesign(spec, { scanCount: n, repetitionTimeSeconds: seconds, events })

/** fMRIPrep's cosine k: the DCT-II, as nilearn and SPM12 write it too. */
const cosine = (k: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.cos((Math.PI * k * (i + 0.5)) / n))

const slow = fromColumns(n, [cosine(1), cosine(5), cosine(6), cosine(40), Array<number>(n).fill(3)])

describe('the share of a column that a drift model holds', () => {
  it('is all of its own cosines and nothing of others', () => {
    // 0.01 Hz over 320 s is 6 cosines; 128 s is 5.
    const nilearn = driftShares(design(nilearnPreset(conditions)), slow)
    const spm = driftShares(design(spm12Preset(conditions)), slow)
    expect([...nilearn].map((share) => share >= duplicateFrom)).toEqual([true, true, true, false, false])
    expect([...spm].map((share) => share >= duplicateFrom)).toEqual([true, true, false, false, false])
    expect(nilearn[3]).toBeLessThan(1e-12)
    expect(nilearn[4]).toBe(0)
  })

  it('is R² of a mixture', () => {
    const mixed = cosine(1).map((value, i) => 3 * value + 4 * (cosine(40)[i] ?? 0))
    const [share = NaN] = driftShares(design(nilearnPreset(conditions)), fromColumns(n, [mixed]))
    expect(share).toBeCloseTo(9 / 25, 12)
  })

  it('is 0 without a drift model', () => {
    const spec: PipelineSpec = { ...nilearnPreset(conditions), highPass: { kind: 'none' } }
    expect([...driftShares(design(spec), slow)]).toEqual([0, 0, 0, 0, 0])
  })
})
