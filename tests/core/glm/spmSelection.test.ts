import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import { Refusal } from '../../../src/core/finding.ts'
import {
  accumulatePooledCovariance,
  emptyPooledCovariance,
  finishPooledCovariance,
  mergePooledCovariance,
  spmSelectionPlan,
} from '../../../src/core/glm/spmSelection.ts'
import { subtract } from '../../../src/core/math/matrix.ts'
import { createUniform, slabOf } from '../../support/bruteForceFit.ts'
import { blockDesign, largest, pooled, simulatedSlab, unit } from './spmSimulation.ts'

describe('the selection of voxels', () => {
  it('stops with SPM12’s words and the remedy when nothing is significant', () => {
    const design = blockDesign(60)
    expect(() => finishPooledCovariance(emptyPooledCovariance(60))).toThrow(Refusal)
    const next = createUniform()
    const noise = slabOf(Array.from({ length: 5 }, () => Float64Array.from({ length: 60 }, () => next())))
    const accumulator = emptyPooledCovariance(60)
    accumulatePooledCovariance(spmSelectionPlan(design), { slab: noise, scaling: unit(noise) }, accumulator)
    expect(() => finishPooledCovariance(accumulator)).toThrow(/no significant voxels.*least squares/s)
  })

  it('never pools a voxel that is constant in time', () => {
    const slab = slabOf([new Float64Array(60).fill(100)])
    const accumulator = emptyPooledCovariance(60)
    accumulatePooledCovariance(spmSelectionPlan(blockDesign(60)), { slab, scaling: unit(slab) }, accumulator)
    expect(accumulator.voxelCount).toBe(0)
  })

  it('counts confounds and drift columns as effects of interest, as SPM12 does', () => {
    const design = blockDesign(60)
    const [a, ...others] = design.columns
    if (!a) throw new Error('a column expected')
    const withDrift: Design = { ...design, columns: [{ ...a, role: 'drift' }, ...others] }
    expect(spmSelectionPlan(withDrift)).toEqual(spmSelectionPlan(design))
  })

  it('gives the same sum in one slab as in two that are merged', () => {
    const design = blockDesign(61)
    const plan = spmSelectionPlan(design)
    const slab = simulatedSlab(design, 2)
    const whole = emptyPooledCovariance(61)
    accumulatePooledCovariance(plan, { slab, scaling: unit(slab) }, whole)
    const both = emptyPooledCovariance(61)
    for (let half = 0; half < 2; half++) {
      const part = emptyPooledCovariance(61)
      const series = Array.from({ length: 20 }, (_, v) =>
        Float64Array.from({ length: 61 }, (_unused, t) => slab.centred[t * 40 + half * 20 + v] ?? NaN),
      )
      const slabPart = slabOf(series)
      accumulatePooledCovariance(plan, { slab: slabPart, scaling: unit(slabPart) }, part)
      mergePooledCovariance(both, part)
    }
    expect(both.voxelCount).toBe(whole.voxelCount)
    expect(whole.voxelCount).toBeGreaterThan(0)
    // Centring a second time in float32 moves the last bits.
    expect(largest(subtract(both.sum, whole.sum))).toBeLessThan(1e-6 * largest(whole.sum))
  })

  it('is not moved by scale or offset of a voxel', () => {
    const design = blockDesign(60)
    const slab = simulatedSlab(design, 2)
    const moved = {
      scale: new Float64Array(40).map((_, v) => v + 1),
      offset: new Float64Array(40).map((_, v) => 50 - v),
    }
    const accumulator = emptyPooledCovariance(60)
    accumulatePooledCovariance(spmSelectionPlan(design), { slab, scaling: moved }, accumulator)
    expect(largest(subtract(finishPooledCovariance(accumulator), pooled(design, 2)))).toBeLessThan(1e-11)
  })
})
