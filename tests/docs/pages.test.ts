import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { docsFiles } from '../../scripts/docs/docsFiles.ts'
import { renderPage } from '../../scripts/docs/renderPage.ts'
import { settingList } from '../../src/ui/rail/settings/settingList.ts'

const files = docsFiles()
const pages = [...files].filter(([name]) => name.endsWith('.html'))

function idsOf(name: string): string[] {
  return [...(files.get(name) ?? '').matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)
}

describe('the pages of the documents', () => {
  it('include the ones that the app links to, with their anchors', () => {
    expect(files.has('settings.html')).toBe(true)
    const anchors = settingList.map(({ anchor }) => anchor)
    expect(anchors.filter((anchor) => !idsOf('numerics.html').includes(anchor))).toEqual([])
  })

  it.each(pages)('%s links only to what is there', (name, html) => {
    const links = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, href = '']) => href)
    const broken = links
      .filter((href) => !/^[a-z]+:/.test(href))
      .filter((href) => {
        const [file = '', anchor] = href.split('#')
        const target = file === '' ? name : path.posix.join(path.posix.dirname(name), file)
        return !files.has(target) || (anchor !== undefined && !idsOf(target).includes(anchor))
      })
    expect(links.length).toBeGreaterThan(0)
    expect(broken).toEqual([])
  })

  it.each(pages)('%s forbids scripts and everything from elsewhere', (_, html) => {
    expect(html).toContain(`content="default-src 'none'; style-src 'self'; img-src 'self' data:;`)
    expect(html).not.toMatch(/<script|style="|(src|href)="(https?:)?\/\//)
  })

  it('are styled by the tokens of both themes', () => {
    expect(files.get('page.css')).toMatch(/:root \{[^}]*--bg: #121213/)
    expect(files.get('page.css')).toMatch(/prefers-color-scheme: light[^}]*--bg: #e9e9eb/)
  })
})

describe('a page of Markdown', () => {
  const render = (markdown: string) => renderPage(markdown, 'decisions/x.md').html

  it('names headings as GitHub does', () => {
    expect(render('## The `a_b` — AR(1), twice\n\n## One\n\n## One')).toMatch(
      /id="the-a_b--ar1-twice"[^]*id="one"[^]*id="one-1"/,
    )
  })

  it('turns links to documents into links to their pages and leaves others', () => {
    expect(render('[a](../a.md#b) [c](#d) [e](../decisions) [f](https://example.org)')).toMatch(
      /href="\.\.\/a\.html#b".*href="#d".*href="\.\.\/decisions\/index\.html".*href="https:\/\/example\.org" rel="noopener noreferrer"/,
    )
    expect(render('')).toContain('href="../page.css"')
  })

  it('leaves angle brackets of text as text', () => {
    expect(render('a < b & `<x>`')).toContain('a &lt; b &amp; <code>&lt;x&gt;</code>')
  })
})
