import { describe, expect, it } from 'vitest'
import { cellText } from '../../src/charts/FigureTableView.tsx'
import { blobOf } from '../../src/charts/savePlot.ts'

describe('blobOf', () => {
  it('reads percent-encoded and base64 data URLs', async () => {
    const svg = blobOf('data:image/svg+xml,%3Csvg%3E%E2%88%921%2C2%3C%2Fsvg%3E')
    expect(svg.type).toBe('image/svg+xml')
    expect(await svg.text()).toBe('<svg>\u22121,2</svg>')
    const png = blobOf('data:image/png;base64,iVBORw==')
    expect(png.type).toBe('image/png')
    expect(Array.from(new Uint8Array(await png.arrayBuffer()))).toEqual([0x89, 0x50, 0x4e, 0x47])
  })
})

describe('cellText', () => {
  it('shows four digits, true minus, and says where there is no number', () => {
    expect(cellText(-1.23456)).toBe('\u22121.235')
    expect(cellText(23999)).toBe('23999')
    expect(cellText(NaN)).toBe('n/a')
    expect(cellText(null)).toBe('')
  })
})
