import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  conditioning,
  contrastPrecision,
  correlations,
  varianceInflation,
} from '../../../src/core/design/diagnostics.ts'
import type { Matrix } from '../../../src/core/math/matrix.ts'
import type { HighPassSpec, PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { nilearnPreset, spm12Preset } from '../../../src/core/pipeline/presets.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { fixtures } from '../../support/referenceAnalyses.ts'

type Tool = 'nilearn' | 'spm12'
type Numbers = Readonly<Record<keyof ReturnType<typeof measured>, number>>

const reference = JSON.parse(readFileSync(`${fixtures}example-designs.json`, 'utf8')) as Readonly<
  Record<Tool, Numbers>
>

/** 200 scans of 2 s, 20 s of rest and 20 s of task in turn, starting with rest. */
const events = Array.from({ length: 20 }, (_, i) => ({
  onset: 20 * i,
  duration: 20,
  trialType: i % 2 === 0 ? 'rest' : 'task',
}))
const run = { scanCount: 200, repetitionTimeSeconds: 2, events }

function specOf(tool: Tool, include: string[]): PipelineSpec {
  if (tool === 'spm12') return spm12Preset({ include, explicitRest: false })
  const preset = nilearnPreset({ include, explicitRest: false })
  const { eventModel } = preset
  return eventModel.kind === 'nilearn' ? { ...preset, eventModel: { ...eventModel, hrf: 'spm' } } : preset
}

function measured(tool: Tool) {
  const design = (include: string[], highPass: HighPassSpec): Matrix =>
    resolveDesign({ ...specOf(tool, include), highPass }, run).matrix
  const full = design(['rest', 'task'], { kind: 'none' })
  const drifting = design(['rest', 'task'], { kind: 'cosine-regressors', cutoffHz: 0.01 })
  const minimal = design(['task'], { kind: 'none' })
  return {
    correlation: correlations(full).data[1] ?? NaN,
    conditionNumber: conditioning(full).conditionNumber,
    conditionNumberUnitLength: conditioning(full, 'unit-length').conditionNumber,
    conditionNumberWithDrift: conditioning(drifting).conditionNumber,
    vif: varianceInflation(full)[1] ?? NaN,
    vifWithDrift: varianceInflation(drifting)[1] ?? NaN,
    standardErrorTask: contrastPrecision(full, [0, 1, 0]).standardError,
    standardErrorDifference: contrastPrecision(full, [-1, 1, 0]).standardError,
    standardErrorMinimal: contrastPrecision(minimal, [1, 0]).standardError,
  }
}

/** Double precision on designs of condition number 30, through two ways to convolve and to invert. */
const rounding = 1e-9

describe.each(['nilearn', 'spm12'] as const)('the example in %s', (tool) => {
  const found = measured(tool)

  it.each(Object.entries(reference[tool]))('%s is what numpy and scipy make of it', (name, expected) => {
    expect(Math.abs(found[name as keyof typeof found] / expected - 1)).toBeLessThan(rounding)
  })
})

it('is what the example is known for', () => {
  const rounded = (tool: Tool): number[] => {
    const { correlation, conditionNumber, vif, ...errors } = measured(tool)
    return [
      Number(correlation.toFixed(3)),
      Number(conditionNumber.toFixed(1)),
      Number(vif.toFixed(1)),
      Number(errors.standardErrorTask.toFixed(2)),
      Number(errors.standardErrorDifference.toFixed(2)),
      Number(errors.standardErrorMinimal.toFixed(3)),
    ]
  }
  expect(rounded('nilearn')).toEqual([-0.975, 18.2, 20.2, 0.62, 0.14, 0.137])
  expect(rounded('spm12')).toEqual([-0.979, 20, 24.1, 0.67, 0.14, 0.137])
  const { conditionNumberUnitLength, conditionNumberWithDrift, vifWithDrift } = measured('nilearn')
  expect(conditionNumberUnitLength).toBeCloseTo(17.1, 1)
  expect(conditionNumberWithDrift).toBeCloseTo(24.0, 1)
  expect(vifWithDrift).toBeCloseTo(25.5, 1)
})
