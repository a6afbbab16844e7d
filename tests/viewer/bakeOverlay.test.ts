import { describe, expect, it } from 'vitest'
import { bakeOverlay } from '../../src/viewer/bakeOverlay.ts'
import type { ScalarOverlay } from '../../src/viewer/bakeOverlay.ts'
import { colourOfValue } from '../../src/viewer/colourMaps.ts'
import { displayGridOf, fileIndexOfDisplay } from '../../src/viewer/displayGrid.ts'
import { LEFT_HANDED } from './grids.ts'

const inOrder = Int32Array.from([0, 1, 2, 3])
const values = Float32Array.from([1.5, -0.75, 2.9, NaN])
const statistic = Float32Array.from([6, -1.5, 3, 9])
const base: ScalarOverlay = {
  kind: 'diverging',
  values,
  range: 3,
  fade: { by: 'statistic', statistic, threshold: 3 },
}
const pixel = (rgba: Uint8Array, voxel: number): number[] =>
  Array.from(rgba.subarray(voxel * 4, voxel * 4 + 4))

describe('bakeOverlay', () => {
  it('draws a voxel above threshold opaque, in exactly the colour of its value', () => {
    const rgba = bakeOverlay(base, inOrder)
    expect(pixel(rgba, 0)).toEqual([...colourOfValue('diverging', 1.5, 3), 255])
    expect(pixel(rgba, 2)).toEqual([...colourOfValue('diverging', Math.fround(2.9), 3), 255])
  })

  it('fades below the threshold with |t|: at half of it 0.8 x 0.5^1.3', () => {
    expect(pixel(bakeOverlay(base, inOrder), 1)).toEqual([
      ...colourOfValue('diverging', -0.75, 3),
      Math.round(255 * 0.8 * 0.5 ** 1.3),
    ])
  })

  it('draws nothing where there is no number or outside the mask', () => {
    const mask = Uint8Array.from([0, 1, 1, 1])
    const rgba = bakeOverlay({ ...base, mask }, inOrder)
    expect(pixel(rgba, 0)).toEqual([0, 0, 0, 0])
    expect(pixel(rgba, 3)).toEqual([0, 0, 0, 0])
  })

  it('a given set of voxels above threshold wins over the statistic', () => {
    const above = Uint8Array.from([0, 1, 0, 0])
    const rgba = bakeOverlay({ ...base, fade: { by: 'statistic', statistic, threshold: 3, above } }, inOrder)
    expect(pixel(rgba, 1)[3]).toBe(255)
    expect(pixel(rgba, 0)[3]).toBe(Math.round(255 * 0.8))
  })

  it('fading by value leaves zero transparent', () => {
    const rgba = bakeOverlay(
      {
        ...base,
        kind: 'difference',
        values: new Float32Array(4),
        mask: new Uint8Array(4).fill(1),
        fade: { by: 'value' },
      },
      inOrder,
    )
    expect(rgba.every((byte) => byte === 0)).toBe(true)
  })

  it('puts file voxels where they are displayed: the first voxel of a left-handed row comes last', () => {
    const fileIndex = fileIndexOfDisplay(displayGridOf(LEFT_HANDED))
    const first = new Float32Array(60)
    first[0] = 3
    const rgba = bakeOverlay({ ...base, values: first, fade: { by: 'none' } }, fileIndex)
    expect(pixel(rgba, 4)).toEqual([...colourOfValue('diverging', 3, 3), 255])
    expect(pixel(rgba, 0)[3]).toBe(0)
  })

  it('draws categories in their colours, stronger where they matter more', () => {
    const rgba = bakeOverlay(
      {
        kind: 'categorical',
        categories: Uint8Array.from([1, 2, 0, 2]),
        colours: ['#ff0000', '#00ff00'],
        strength: Float32Array.from([1, 0.2, 1, -5]),
        strengthRange: 1,
      },
      inOrder,
    )
    expect(pixel(rgba, 0)).toEqual([255, 0, 0, 255])
    expect(pixel(rgba, 1)).toEqual([0, 255, 0, Math.round(255 * (0.1 + Math.fround(0.2)))])
    expect(pixel(rgba, 2)[3]).toBe(0)
    expect(pixel(rgba, 3)).toEqual([0, 255, 0, 255])
  })
})
