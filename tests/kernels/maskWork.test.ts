import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epiMask, epiMaskInParts } from '../../src/core/volume/epiMask.ts'
import { allParts } from '../../src/core/math/parts.ts'
import type { MaskWork } from '../../src/core/volume/maskWork.ts'
import { smoothedAxes } from '../../src/core/volume/smoothing.ts'
import { plainVolumeKernels } from '../../src/core/volume/volumeKernels.ts'
import { volumeKernels } from '../../src/workers/kernels.ts'

interface Volume {
  readonly dims: [number, number, number]
  readonly values: Float64Array
}

const side = fc.integer({ min: 1, max: 9 })
/** Grey as a rule; few different values and none but one, so that there are ties; what no image should have. */
const value = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -1e4, max: 1e4, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) },
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e300),
)
const streams = fc.oneof(
  { weight: 6, arbitrary: fc.infiniteStream(value) },
  { weight: 2, arbitrary: fc.infiniteStream(fc.nat(3)) },
  value.chain((only) => fc.infiniteStream(fc.constant(only))),
)

function volumeOf(dims: [number, number, number], stream: fc.Stream<number>): Volume {
  const size = dims[0] * dims[1] * dims[2]
  return { dims, values: Float64Array.from({ length: size }, () => stream.next().value as number) }
}

const volumes = fc.tuple(fc.tuple(side, side, side), streams).map(([dims, stream]) => volumeOf(dims, stream))

/** The same steps by both; what they say must be the same to the last bit. */
function bothWays<Said>({ values, dims }: Volume, steps: (work: MaskWork) => Said): readonly [Said, Said] {
  return [steps(volumeKernels().maskWork(values, dims)), steps(plainVolumeKernels.maskWork(values, dims))]
}

function expectAlike<Said>(volume: Volume, steps: (work: MaskWork) => Said): void {
  const [compiled, plain] = bothWays(volume, steps)
  expect(compiled).toEqual(plain)
}

/** All values of the volume, in order: the work tells them rank by rank. */
function ascending(work: MaskWork, { values }: Volume): number[] {
  return Array.from(values, (_, rank) => work.valuesAtRanks(rank, rank).low)
}

describe('compiled steps of a mask', () => {
  it('round, smooth and drop what is not finite to the same bits', () => {
    fc.assert(
      fc.property(
        volumes,
        fc.boolean(),
        fc.double({ min: 0.5, max: 6, noNaN: true }),
        (volume, rounds, fwhm) => {
          expectAlike(volume, (work) => {
            work.dropNonFinite()
            if (rounds) work.roundToFloat32()
            for (const axis of smoothedAxes(volume.dims, [1, 1, 1], fwhm)) {
              work.smoothAlong(axis)
              if (rounds) work.roundToFloat32()
            }
            const before = ascending(work, volume)
            work.dropUnknown()
            return [before, ascending(work, volume)]
          })
        },
      ),
    )
  })

  it('find the values at two ranks and the widest gap between them', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(volumes, share, share, (volume, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)].map((at) =>
          Math.floor(at * (volume.values.length - 1)),
        ) as [number, number]
        expectAlike(volume, (work) => {
          work.dropUnknown()
          const ends = work.valuesAtRanks(from, to)
          return [ends, work.widestGap({ ...ends, count: to - from + 1 })]
        })
      }),
      { numRuns: 300 },
    )
  })

  it('keep what reaches a threshold, erode, dilate and keep the largest component, of equals the first', () => {
    const masks = fc.record({ dims: fc.tuple(side, side, side), bright: fc.infiniteStream(fc.nat(9)) })
    fc.assert(
      fc.property(masks, fc.nat(10), fc.nat(3), (drawn, threshold, times) => {
        const volume = volumeOf(drawn.dims, drawn.bright)
        expectAlike(volume, (work) => {
          work.keepFrom(threshold)
          const bright = work.mask().slice()
          work.keepLargest()
          const largest = work.mask().slice()
          work.dilate(times)
          const dilated = work.mask().slice()
          work.erode(times)
          return [bright, largest, dilated, work.mask()]
        })
      }),
      { numRuns: 300 },
    )
  })

  it("come to nilearn's mask together, of a single voxel or of equal ones too", () => {
    const settings = fc.record({
      lowerCutoff: fc.double({ min: 0, max: 0.49, noNaN: true }),
      upperCutoff: fc.double({ min: 0.5, max: 1, noNaN: true }),
      opening: fc.nat(2),
    })
    const storages = fc.constantFrom('float32' as const, 'float64' as const)
    fc.assert(
      fc.property(volumes, settings, storages, ({ dims, values: mean }, spec, storage) => {
        const compiled = allParts(epiMaskInParts({ dims, mean, storage }, spec, volumeKernels()))
        expect(compiled).toEqual(epiMask({ dims, mean, storage }, spec))
      }),
      { numRuns: 300 },
    )
  })

  it('do not disturb each other when two masks are made in turns', () => {
    const dims = [5, 4, 3] as const
    const means = [1, 2].map((seed) => Float64Array.from({ length: 60 }, (_, i) => Math.sin(seed * i) * 100))
    const spec = { lowerCutoff: 0.2, upperCutoff: 0.85, opening: 1 }
    const parts = means.map((mean) =>
      epiMaskInParts({ dims, mean, storage: 'float64' }, spec, volumeKernels()),
    )
    const masks: Uint8Array[] = []
    while (masks.length < 2) {
      for (const part of parts) {
        const next = part.next()
        if (next.done === true && next.value instanceof Uint8Array) masks.push(next.value)
      }
    }
    expect(masks).toEqual(means.map((mean) => epiMask({ dims, mean, storage: 'float64' }, spec)))
  })
})
