import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { renderPage } from './renderPage.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const docs = path.join(root, 'docs')

/** Every file of the documents' folder by its address below it: a page for each Markdown file, an index for each folder, a stylesheet. */
export function docsFiles(): ReadonlyMap<string, string> {
  const names = readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md') && !name.startsWith('images/'))
    .sort()
  const files = new Map<string, string>([['page.css', stylesheet()]])
  for (const name of names) {
    const { html } = renderPage(readFileSync(path.join(docs, name), 'utf8'), name)
    files.set(name.replace(/\.md$/, '.html'), html)
  }
  for (const folder of new Set(['.', ...names.map((name) => path.posix.dirname(name))])) {
    const index = path.posix.join(folder, 'index.md')
    files.set(index.replace(/\.md$/, '.html'), renderPage(indexOf(folder, names), index).html)
  }
  return files
}

/** A list of what lies in a folder, each under its own title. */
function indexOf(folder: string, names: readonly string[]): string {
  const own = names.filter((name) => path.posix.dirname(name) === folder)
  const below = [...new Set(names.map((name) => path.posix.dirname(name)))].filter(
    (name) => name !== folder && path.posix.dirname(name) === folder,
  )
  const entries = own.map((name) => `- [${titleOf(name)}](${path.posix.basename(name)})`)
  const folders = below.map(
    (name) => `- [${capital(path.posix.basename(name))}](${path.posix.basename(name)})`,
  )
  return [`# ${folder === '.' ? 'Documents' : capital(folder)}`, '', ...entries, ...folders, ''].join('\n')
}

function titleOf(name: string): string {
  return /^# (.+)$/m.exec(readFileSync(path.join(docs, name), 'utf8'))?.[1] ?? name
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The app's tokens, light where the reader's system is, and the few rules of a page of text. */
function stylesheet(): string {
  const tokens = readFileSync(path.join(root, 'src/ui/theme/tokens.css'), 'utf8')
  const light = /\[data-mantine-color-scheme='light'\] (\{[^}]*\})/.exec(tokens)?.[1] ?? '{}'
  const dark = /:root (\{[^}]*\})/.exec(tokens)?.[1] ?? '{}'
  const rules = readFileSync(path.join(import.meta.dirname, 'page.css'), 'utf8')
  return `:root ${dark}\n@media (prefers-color-scheme: light) {\n  :root ${light}\n}\n${rules}`
}
