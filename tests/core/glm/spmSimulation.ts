import type { Design } from '../../../src/core/design/design.ts'
import { dctFilterBasis } from '../../../src/core/design/drift.ts'
import type { VoxelScaling } from '../../../src/core/glm/fitPlan.ts'
import {
  accumulatePooledCovariance,
  emptyPooledCovariance,
  finishPooledCovariance,
  spmSelectionPlan,
} from '../../../src/core/glm/spmSelection.ts'
import { fromColumns, zeros, type Matrix } from '../../../src/core/math/matrix.ts'
import type { Slab } from '../../../src/core/volume/slab.ts'
import { createUniform, slabOf } from '../../support/bruteForceFit.ts'

/** Largest absolute entry. */
export const largest = (a: Matrix): number => a.data.reduce((top, value) => Math.max(top, Math.abs(value)), 0)

/** The whole symmetric Toeplitz matrix. */
export function toeplitz(row: Float64Array): Matrix {
  const n = row.length
  const result = zeros(n, n)
  for (let i = 0; i < n * n; i++) result.data[i] = row[Math.abs(Math.floor(i / n) - (i % n))] ?? NaN
  return result
}

/** A block design of two conditions and a constant, filtered at 128 s. */
export function blockDesign(scanCount: number): Design {
  const block = (period: number): Float64Array =>
    Float64Array.from({ length: scanCount }, (_, t) => (t % period < period / 2 ? 1 : 0))
  return {
    columns: [
      { name: 'a', role: 'condition' },
      { name: 'b', role: 'condition' },
      { name: 'constant', role: 'constant' },
    ],
    matrix: fromColumns(scanCount, [block(20), block(14), new Float64Array(scanCount).fill(1)]),
    filterBasis: dctFilterBasis(scanCount, 2, 128),
    frameTimesSeconds: Float64Array.from({ length: scanCount }, (_, t) => 2 * t),
    findings: [],
  }
}

/** Series of a design's first column plus autoregressive noise. */
export function simulatedSlab(design: Design, effect: number): Slab {
  const next = createUniform()
  const series = Array.from({ length: 40 }, () => {
    let e = 0
    return Float64Array.from({ length: design.matrix.rows }, (_, t) => {
      e = 0.4 * e + next()
      return 100 + effect * (design.matrix.data[t * design.matrix.columns] ?? NaN) + e
    })
  })
  return slabOf(series)
}

/** Raw data, unscaled. */
export const unit = (slab: Slab): VoxelScaling => ({
  scale: new Float64Array(slab.voxelCount).fill(1),
  offset: slab.means,
})

/** The pooled covariance of the simulated slab. */
export function pooled(design: Design, effect: number): Matrix {
  const slab = simulatedSlab(design, effect)
  const accumulator = emptyPooledCovariance(design.matrix.rows)
  accumulatePooledCovariance(spmSelectionPlan(design), { slab, scaling: unit(slab) }, accumulator)
  return finishPooledCovariance(accumulator)
}
