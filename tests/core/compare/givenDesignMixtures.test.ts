import { describe, expect, test } from 'vitest'
import { explainedSwitches, mixture, type Explained } from '../../../src/core/compare/mixture.ts'
import type { MatrixModelSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { nilearnPreset } from '../../../src/core/pipeline/presets.ts'

const given: MatrixModelSpec = {
  kind: 'matrix',
  source: { tool: 'fsl', fileName: 'design.mat' },
  columns: [{ name: 'EV1', role: 'condition', values: [0, 1, 0] }],
  drift: 'none',
  constant: 'none',
}

const fromEvents: Explained = {
  spec: {
    ...nilearnPreset({ include: ['tap'], explicitRest: false }),
    samplingInstant: 0.5,
    confounds: { columns: ['trans_x'], centre: false, missing: 'zero' },
  },
  contrast: { kind: 'expression', text: 'tap' },
}

const asNumbers: Explained = {
  spec: {
    ...nilearnPreset({ include: 'all', explicitRest: false }),
    eventModel: given,
    noise: { kind: 'ols' },
  },
  contrast: { kind: 't', weights: { EV1: 1 } },
}

describe('a design given as numbers', () => {
  const switches = explainedSwitches(fromEvents, asNumbers)

  test('moves as one switch, with its contrast', () => {
    expect(switches).toEqual(['conditions', 'noise'])
    const design = mixture(fromEvents, asNumbers, { switches }, 0b01)
    expect(design.spec.eventModel).toBe(given)
    expect(design.spec).toMatchObject({
      samplingInstant: 0,
      confounds: { columns: [] },
      noise: { kind: 'nilearn-ar1' },
    })
    expect(design.contrast).toEqual(asNumbers.contrast)
    const noise = mixture(fromEvents, asNumbers, { switches }, 0b10)
    expect(noise.spec).toMatchObject({
      eventModel: { kind: 'nilearn' },
      noise: { kind: 'ols' },
      samplingInstant: 0.5,
    })
    expect(noise.contrast).toEqual(fromEvents.contrast)
  })

  test('goes over whole in both directions', () => {
    const all = mixture(fromEvents, asNumbers, { switches }, 0b11)
    expect({ ...all.spec, name: '' }).toEqual({ ...asNumbers.spec, name: '' })
    const back = mixture(asNumbers, fromEvents, { switches: explainedSwitches(asNumbers, fromEvents) }, 0b11)
    expect({ ...back.spec, name: '' }).toEqual({ ...fromEvents.spec, name: '' })
  })

  test('is no switch where both have the same', () => {
    const other = { ...asNumbers, spec: { ...asNumbers.spec, highPass: { kind: 'none' } as const } }
    expect(explainedSwitches(asNumbers, other)).toEqual(['highPass'])
    expect(
      explainedSwitches(asNumbers, { ...asNumbers, contrast: { kind: 'expression', text: 'EV1' } }),
    ).toEqual(['conditions'])
  })
})
