import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packPlainLabel, type PlainLabels, type PlainSlab } from '../../src/core/glm/ar1Plain.ts'
import { plainKernels } from '../../src/core/glm/slabKernels.ts'
import { randomStream } from '../../src/core/math/random.ts'
import { loadKernels } from '../../src/workers/kernels.ts'

const compiled = loadKernels()

const shape = fc.record({
  rank: fc.integer({ min: 1, max: 19 }),
  voxelCount: fc.integer({ min: 1, max: 50 }),
  labelCount: fc.integer({ min: 1, max: 5 }),
  seed: fc.integer(),
})

type Shape = typeof shape extends fc.Arbitrary<infer Value> ? Value : never

function slabOf({ rank, voxelCount }: Shape, normal: () => number): PlainSlab {
  const numbers = (length: number): Float64Array => Float64Array.from({ length }, normal)
  return {
    rank,
    voxelCount,
    // As the scratch of a fit: longer than what is used.
    projected: numbers(2 * rank * voxelCount + 7),
    lagged: numbers(rank * voxelCount + 3),
    sums: {
      squares: numbers(voxelCount).map((value) => rank * (1 + value * value)),
      lagProducts: numbers(voxelCount),
      last: numbers(voxelCount),
    },
    scaling: { scale: numbers(voxelCount), offset: numbers(voxelCount) },
    lastRow: numbers(rank),
    ofOnes: numbers(rank),
    lagOfOnes: numbers(rank),
  }
}

function labelsOf({ rank, voxelCount, labelCount }: Shape, normal: () => number): PlainLabels {
  const numbers = (length: number): Float64Array => Float64Array.from({ length }, normal)
  return {
    index: Int32Array.from({ length: voxelCount }, (_, v) => (v % (labelCount + 1)) - 1),
    packed: Array.from({ length: labelCount }, (_, i) =>
      packPlainLabel(i / 10, numbers(rank), numbers(rank * rank)),
    ),
  }
}

describe('compiled AR(1) kernels against their plain twins', () => {
  it('are compiled, not the twins themselves', () => {
    expect(compiled.solvePlain).not.toBe(plainKernels.solvePlain)
  })

  it('leave the same residuals, for any shape', () => {
    fc.assert(
      fc.property(shape, (wanted) => {
        const slab = slabOf(wanted, randomStream(wanted.seed).normal)
        const [expected, found] = [
          new Float64Array(3 * wanted.voxelCount),
          new Float64Array(3 * wanted.voxelCount),
        ]
        plainKernels.readPlain(slab, expected)
        compiled.readPlain(slab, found)
        expect(found).toEqual(expected)
      }),
    )
  })

  it('fit the same numbers and leave out the same voxels, for any shape', () => {
    fc.assert(
      fc.property(shape, (wanted) => {
        const { normal } = randomStream(wanted.seed)
        const slab = slabOf(wanted, normal)
        const labels = labelsOf(wanted, normal)
        const residuals = new Float64Array(3 * wanted.voxelCount)
        plainKernels.readPlain(slab, residuals)
        const length = (wanted.rank + 4) * wanted.voxelCount
        const [expected, found] = [new Float64Array(length), new Float64Array(length).fill(NaN)]
        plainKernels.solvePlain(slab, residuals, labels, expected)
        compiled.solvePlain(slab, residuals, labels, found)
        expect(found).toEqual(expected)
      }),
    )
  })
})
