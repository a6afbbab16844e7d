import { posix } from 'node:path'
import { Marked, type Tokens } from 'marked'

/** A page made of one Markdown file. */
export interface DocsPage {
  readonly title: string
  readonly html: string
}

/** No scripts, nothing from elsewhere: a stylesheet and pictures of the same folder. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

/**
 * The page of a Markdown file. `path` is the file's place below docs (`decisions/0001.md`); links to other Markdown files there
 * become links to their pages, and headings get the anchors that GitHub gives them.
 */
export function renderPage(markdown: string, path: string): DocsPage {
  const slug = slugger()
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      table(token: Tokens.Table) {
        const row = (cells: readonly Tokens.TableCell[]): string =>
          `<tr>${cells.map((cell) => this.tablecell(cell)).join('')}</tr>`
        const body = token.rows.map(row).join('\n')
        return `<div class="table" tabindex="0"><table><thead>${row(token.header)}</thead><tbody>${body}</tbody></table></div>\n`
      },
      link({ href, tokens }: Tokens.Link) {
        const isOutside = /^[a-z]+:/i.test(href)
        const words = this.parser.parseInline(tokens)
        return isOutside
          ? `<a href="${href}" rel="noopener noreferrer">${words}</a>`
          : `<a href="${pageOf(href)}">${words}</a>`
      },
    },
  })
  const body = marked.parse(markdown, { async: false })
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? posix.basename(path, '.md')
  return { title, html: frame(title, body, '../'.repeat(path.split('/').length - 1)) }
}

/** Where the page of a link's Markdown file is; a folder's is its index. */
function pageOf(href: string): string {
  const [, file = '', anchor = ''] = /^([^#]*)(#.*)?$/.exec(href) ?? []
  if (file.endsWith('.md')) return file.replace(/\.md$/, '.html') + anchor
  const isFolder = file !== '' && !/\.[^./]+$/.test(file)
  return (isFolder ? `${file}/index.html` : file) + anchor
}

/** Names headings as GitHub does: small letters, hyphens for spaces, a number for a second of the same name. */
function slugger(): (text: string) => string {
  const seen = new Map<string, number>()
  return (text) => {
    const base = text
      .toLowerCase()
      .replace(/[`*]/g, '')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-')
    const count = seen.get(base) ?? 0
    seen.set(base, count + 1)
    return count === 0 ? base : `${base}-${String(count)}`
  }
}

function frame(title: string, body: string, up: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="dark light" />
    <title>${title.replace(/[<&]/g, '')} · GLMscope</title>
    <link rel="icon" type="image/svg+xml" href="${up}../favicon.svg" />
    <link rel="stylesheet" href="${up}page.css" />
  </head>
  <body>
    <nav aria-label="Documents">
      <a href="${up}index.html">GLMscope documents</a>
    </nav>
    <main>
${body}
    </main>
  </body>
</html>
`
}
