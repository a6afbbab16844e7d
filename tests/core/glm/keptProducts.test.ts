import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastCovariance } from '../../../src/core/contrast/contrastVariance.ts'
import { ar1Workspace } from '../../../src/core/glm/ar1Workspace.ts'
import { commonWorkspace } from '../../../src/core/glm/commonWorkspace.ts'
import type { Design } from '../../../src/core/design/design.ts'
import type { FitPlan, SlabFit } from '../../../src/core/glm/fitPlan.ts'
import { fitSlab, fitView } from '../../../src/core/glm/fitSlab.ts'
import { ar1Plan } from '../../../src/core/glm/nilearnAr1.ts'
import { olsPlan } from '../../../src/core/glm/ols.ts'
import type { PlannedRows } from '../../../src/core/glm/rowCombination.ts'
import { plainKernels } from '../../../src/core/glm/slabKernels.ts'
import { slabSums, sumsAt } from '../../../src/core/glm/slabSums.ts'
import { productView, type SlabView } from '../../../src/core/glm/slabView.ts'
import {
  accumulateFromView,
  accumulatePooledCovariance,
  emptyPooledCovariance,
  spmSelectionPlan,
} from '../../../src/core/glm/spmSelection.ts'
import { fromColumns, identity, zeros, type Matrix } from '../../../src/core/math/matrix.ts'
import { randomStream } from '../../../src/core/math/random.ts'
import type { Slab } from '../../../src/core/volume/slab.ts'
import { selectVoxels } from '../../../src/core/volume/slabBuilder.ts'
import { designOf, slabOf } from '../../support/bruteForceFit.ts'

/** A slab read from products of single vectors, each vector in a pass of its own. */
function viewOf(slab: Slab, positions: Int32Array | null = null): SlabView {
  const sums = slabSums(slab, plainKernels)
  return productView(
    {
      scanCount: slab.scanCount,
      voxelCount: positions?.length ?? slab.voxelCount,
      sums: positions === null ? sums : sumsAt(sums, positions),
      positions,
      of: (vectors) =>
        vectors.map(({ values }) => {
          const rows: Matrix = zeros(4, slab.scanCount)
          rows.data.set(values)
          const out = new Float64Array(4 * slab.voxelCount)
          plainKernels.project(rows, slab, out)
          return out.slice(0, slab.voxelCount)
        }),
      slab: () => (positions === null ? slab : selectVoxels(slab, positions)),
      some: (chosen) =>
        selectVoxels(slab, positions === null ? chosen : chosen.map((v) => positions[v] ?? -1)),
    },
    plainKernels,
  )
}

interface Shape {
  readonly scanCount: number
  readonly voxelCount: number
  readonly regressors: number
  readonly filterRank: number
  readonly hasConstant: boolean
  readonly isRankDeficient: boolean
  /** How far one more column is from another one; null for no such column. */
  readonly apart: number | null
  /** Noise beside a signal of 100. */
  readonly noise: number
  readonly seed: number
}

const shape: fc.Arbitrary<Shape> = fc.record({
  scanCount: fc.integer({ min: 24, max: 70 }),
  voxelCount: fc.integer({ min: 1, max: 12 }),
  regressors: fc.integer({ min: 1, max: 5 }),
  filterRank: fc.integer({ min: 0, max: 4 }),
  hasConstant: fc.boolean(),
  isRankDeficient: fc.boolean(),
  apart: fc.constantFrom(null, 1, 1e-2, 1e-5, 1e-9),
  noise: fc.constantFrom(100, 1, 1e-2, 1e-5),
  seed: fc.integer(),
})

function cosines(scanCount: number, count: number): Matrix {
  const columns = Array.from({ length: count }, (_, k) =>
    Float64Array.from(
      { length: scanCount },
      (_, t) => Math.sqrt(2 / scanCount) * Math.cos((Math.PI * (2 * t + 1) * (k + 1)) / (2 * scanCount)),
    ),
  )
  return fromColumns(scanCount, columns)
}

function caseOf(wanted: Shape): { readonly design: Design; readonly slab: Slab } {
  const { scanCount, voxelCount, regressors, filterRank, hasConstant, isRankDeficient, apart, noise } = wanted
  const { normal } = randomStream(wanted.seed)
  const random = (): Float64Array => Float64Array.from({ length: scanCount }, normal)
  const columns = Array.from({ length: regressors }, (_, k) => random().map((value) => 10 ** k * value))
  const first = columns[0] ?? random()
  if (apart !== null) columns.push(random().map((value, t) => (first[t] ?? 0) + apart * value))
  if (hasConstant) columns.push(new Float64Array(scanCount).fill(1))
  if (isRankDeficient) columns.push(first.map((value) => 2 * value - (hasConstant ? 3 : 0)))
  const series = Array.from({ length: voxelCount }, (_, v) => {
    let rest = 0
    return Float64Array.from({ length: scanCount }, (_, t) => {
      rest = 0.4 * rest + normal()
      return 1000 + v + 100 * (first[t] ?? 0) + noise * rest
    })
  })
  return {
    design: designOf(fromColumns(scanCount, columns), cosines(scanCount, filterRank)),
    slab: slabOf(series),
  }
}

function rowsOf(plan: FitPlan): PlannedRows {
  return plan.kind === 'common' ? commonWorkspace(plan).rows : ar1Workspace(plan).rows
}

/** Effects within 1e-7 of their standard errors, the same noise labels, dispersions within 1e-8. */
function expectNear(plan: FitPlan, actual: SlabFit, expected: SlabFit): void {
  expect(actual.noiseRho).toEqual(expected.noiseRho)
  const p = plan.designMatrix.columns
  for (let v = 0; v < expected.voxelCount; v++) {
    const dispersion = expected.dispersion[v] ?? NaN
    expect(Math.abs((actual.dispersion[v] ?? NaN) - dispersion)).toBeLessThanOrEqual(1e-8 * dispersion)
    // Without a constant R squared may exceed 1 by far.
    const rSquared = expected.rSquared[v] ?? NaN
    expect(Math.abs((actual.rSquared[v] ?? NaN) - rSquared)).toBeLessThan(1e-8 * Math.max(1, rSquared))
    const covariance = contrastCovariance(plan, identity(p), expected.noiseRho[v] ?? NaN)
    for (let k = 0; k < p; k++) {
      const error = Math.sqrt((covariance.data[k * p + k] ?? NaN) * dispersion)
      const at = k * expected.voxelCount + v
      expect(Math.abs((actual.beta[at] ?? NaN) - (expected.beta[at] ?? NaN))).toBeLessThanOrEqual(
        1e-7 * error,
      )
    }
  }
}

describe.each([
  ['OLS', olsPlan],
  ['AR(1)', (design: Design): FitPlan => ar1Plan(design, 100, 0)],
])('%s from kept products', (_, planOf) => {
  it('is what a pass over the series gives, for any design and data', () => {
    fc.assert(
      fc.property(shape, (wanted) => {
        const { design, slab } = caseOf(wanted)
        const plan = planOf(design)
        const scaling = { scale: new Float64Array(slab.voxelCount).fill(0.1), offset: slab.means }
        expectNear(plan, fitView(plan, viewOf(slab), scaling), fitSlab(plan, slab, scaling))
      }),
      { numRuns: 300 },
    )
  })

  it('is taken for ordinary designs, not for nearly dependent columns', () => {
    const plain = { scanCount: 50, voxelCount: 3, regressors: 3, filterRank: 2, hasConstant: true, noise: 1 }
    const common = { ...plain, isRankDeficient: true, seed: 1 }
    expect(rowsOf(planOf(caseOf({ ...common, apart: 1 }).design)).combination).not.toBeNull()
    expect(rowsOf(planOf(caseOf({ ...common, apart: 1e-7 }).design)).combination).toBeNull()
  })

  it('is the same, to the last bit, for a part of a slab', () => {
    const wanted = { scanCount: 50, voxelCount: 9, regressors: 3, filterRank: 2, hasConstant: true, noise: 1 }
    const { design, slab } = caseOf({ ...wanted, isRankDeficient: false, apart: 1, seed: 2 })
    const plan = planOf(design)
    const unit = (means: Float64Array): { scale: Float64Array; offset: Float64Array } => ({
      scale: new Float64Array(means.length).fill(1),
      offset: means,
    })
    const whole = fitView(plan, viewOf(slab), unit(slab.means))
    const positions = Int32Array.of(1, 4, 5, 8)
    const part = fitView(
      plan,
      viewOf(slab, positions),
      unit(Float64Array.from(positions, (v) => slab.means[v] ?? NaN)),
    )
    positions.forEach((position, v) => {
      expect(part.dispersion[v]).toBe(whole.dispersion[position])
      expect(part.noiseRho[v]).toBe(whole.noiseRho[position])
      for (let k = 0; k < design.matrix.columns; k++) {
        expect(part.beta[k * 4 + v]).toBe(whole.beta[k * 9 + position])
      }
    })
  })

  it('leaves to the series what products cannot tell: a model without noise', () => {
    const wanted = { scanCount: 50, voxelCount: 4, regressors: 2, filterRank: 0, hasConstant: true }
    const { design, slab } = caseOf({ ...wanted, noise: 1e-5, isRankDeficient: false, apart: null, seed: 3 })
    const plan = planOf(design)
    const scaling = { scale: new Float64Array(4).fill(1), offset: slab.means }
    expect(fitView(plan, viewOf(slab), scaling)).toEqual(fitSlab(plan, slab, scaling))
  })
})

it('SPM12’s choice of voxels from kept products is that from the series', () => {
  fc.assert(
    fc.property(shape, (wanted) => {
      const { design, slab } = caseOf({ ...wanted, hasConstant: true, isRankDeficient: false })
      const columns = design.columns.map((column, j) => {
        const isConstant = j === design.columns.length - 1
        return isConstant ? { ...column, role: 'constant' as const } : column
      })
      const plan = spmSelectionPlan({ ...design, columns })
      const scaling = { scale: new Float64Array(slab.voxelCount).fill(0.1), offset: slab.means }
      const voxels = Int32Array.from({ length: slab.voxelCount }, (_, v) => v)
      const direct = emptyPooledCovariance(slab.scanCount)
      const kept = emptyPooledCovariance(slab.scanCount)
      accumulatePooledCovariance(plan, { slab, scaling, voxels }, direct)
      accumulateFromView(plan, { view: viewOf(slab), scaling, voxels }, kept)
      expect(kept.voxels).toEqual(direct.voxels)
      const largest = Math.max(...direct.sum.data.map(Math.abs))
      const off = kept.sum.data.map((value, i) => Math.abs(value - (direct.sum.data[i] ?? NaN)))
      expect(Math.max(...off)).toBeLessThanOrEqual(1e-8 * largest)
    }),
  )
})
