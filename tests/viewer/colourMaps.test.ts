import { describe, expect, it } from 'vitest'
import { colourOfValue, colourStops, colourTable, rgbOfHex } from '../../src/viewer/colourMaps.ts'

const luminance = ([r, g, b]: readonly [number, number, number]): number =>
  0.2126 * r + 0.7152 * g + 0.0722 * b

describe('colourOfValue', () => {
  it('has the stops of the design at its ends and at zero', () => {
    expect(colourOfValue('diverging', 3, 3)).toEqual(rgbOfHex('#ffd27a'))
    expect(colourOfValue('diverging', -3, 3)).toEqual(rgbOfHex('#cdbcff'))
    expect(colourOfValue('diverging', 0, 3)).toEqual(rgbOfHex('#3a0a1c'))
    expect(colourOfValue('difference', 1, 1)).toEqual(rgbOfHex('#b4e1ff'))
    expect(colourOfValue('difference', -1, 1)).toEqual(rgbOfHex('#ffd08a'))
  })

  it('takes the end colour beyond the range, and the lowest below zero on a one-sided scale', () => {
    expect(colourOfValue('diverging', 99, 3)).toEqual(colourOfValue('diverging', 3, 3))
    expect(colourOfValue('sequential', -2, 3)).toEqual(colourOfValue('sequential', 0, 3))
  })

  it.each(['diverging', 'difference'] as const)(
    '%s grows lighter from zero outwards on both sides',
    (kind) => {
      for (const sign of [1, -1]) {
        const light = [0.05, 0.25, 0.5, 0.75, 1].map((v) => luminance(colourOfValue(kind, sign * v, 1)))
        expect(light).toEqual([...light].sort((a, b) => a - b))
      }
    },
  )
})

describe('colourTable', () => {
  it('equals colourOfValue at every step', () => {
    const { steps, bytes } = colourTable('difference')
    for (let step = -steps; step <= steps; step++) {
      const at = (step + steps) * 3
      expect(Array.from(bytes.subarray(at, at + 3))).toEqual(colourOfValue('difference', step, steps))
    }
  })

  it('no end is white', () => {
    for (const kind of ['diverging', 'difference'] as const) {
      for (const side of ['positive', 'negative'] as const) {
        expect(Math.min(...rgbOfHex(colourStops(kind, side).at(-1) ?? '#ffffff'))).toBeLessThan(200)
      }
    }
  })
})
