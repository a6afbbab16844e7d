import { describe, expect, it } from 'vitest'
import { epiMask } from '../../../src/core/volume/epiMask.ts'
import { largestComponent, labelComponents } from '../../../src/core/volume/components.ts'
import { dilate, erode } from '../../../src/core/volume/morphology.ts'
import { referenceDims, referenceInside, referenceMean } from '../../support/referenceImage.ts'

const count = (mask: Uint8Array): number => mask.reduce((sum, value) => sum + value, 0)
const mean = { dims: referenceDims, mean: referenceMean(), storage: 'float64' as const }

describe("nilearn's EPI mask (F24)", () => {
  it('starts from 3016 voxels inside the ellipsoid', () => {
    expect(count(referenceInside())).toBe(3016)
  })

  it.each([
    [2, 2952],
    [1, 2984],
    [0, 3016],
  ])('with opening %i has %i voxels', (opening, voxels) => {
    expect(count(epiMask(mean, { lowerCutoff: 0.2, upperCutoff: 0.85, opening }))).toBe(voxels)
  })

  it('takes values that are not finite for 0', () => {
    const broken = mean.mean.slice()
    broken[0] = Number.NaN
    broken[1] = Infinity
    const mask = epiMask({ ...mean, mean: broken }, { lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 })
    expect(count(mask)).toBe(2952)
  })
})

describe('components', () => {
  it('are counted with x slowest, and the first of equals is kept', () => {
    // Two single voxels: (1, 0, 0) comes first in the file, (0, 1, 1) first in a scan with x slowest.
    const dims = [2, 2, 2] as const
    const mask = Uint8Array.of(0, 1, 0, 0, 0, 0, 1, 0)
    expect(Array.from(labelComponents(mask, dims).labels)).toEqual([0, 2, 0, 0, 0, 0, 1, 0])
    expect(Array.from(largestComponent(mask, dims))).toEqual([0, 0, 0, 0, 0, 0, 1, 0])
  })

  it('of an empty mask leave it empty', () => {
    expect(count(largestComponent(new Uint8Array(8), [2, 2, 2]))).toBe(0)
  })
})

describe('morphology', () => {
  it('treats the outside of the grid as empty', () => {
    const full = new Uint8Array(27).fill(1)
    expect(count(erode(full, [3, 3, 3], 1))).toBe(1)
    const centre = erode(full, [3, 3, 3], 1)
    expect(count(dilate(centre, [3, 3, 3], 1))).toBe(7)
    expect(count(dilate(centre, [3, 3, 3], 3))).toBe(27)
  })
})
