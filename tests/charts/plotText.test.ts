import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixedText, letterText, plotText, shortened } from '../../src/charts/plotText.ts'

describe('plotText', () => {
  it('turns tags, entities and template fields into text', () => {
    expect(plotText('<a href="javascript:x">r</a> & %{x}')).toBe(
      '&lt;a href="javascript:x"&gt;r&lt;/a&gt; &amp; %\u200b{x}',
    )
    expect(plotText('two\nlines')).toBe('two lines')
  })

  it('never lets through a tag, a bare ampersand or a field', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(plotText(name)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|%\{/)
      }),
    )
  })

  it('keeps text after a coloured letter escaped', () => {
    expect(letterText('A', '#62baf3', '<i>')).toBe('<span style="color:#62baf3"><b>A</b></span> &lt;i&gt;')
  })
})

describe('fixedText', () => {
  it('has a true minus, and none before zero', () => {
    expect(fixedText(-1.234, 2)).toBe('\u22121.23')
    expect(fixedText(-0.001, 2)).toBe('0.00')
  })
})

describe('shortened', () => {
  it('cuts long names with an ellipsis and leaves others', () => {
    expect(shortened('movement')).toBe('movement')
    expect(shortened('a'.repeat(30))).toBe(`${'a'.repeat(17)}\u2026`)
  })
})
