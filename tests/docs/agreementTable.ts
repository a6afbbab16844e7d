import { agreementColumns, type AgreementRow } from './agreementRows.ts'

const begin = '<!-- measured: begin -->'
const end = '<!-- measured: end -->'

/** Below this, two deviations are both rounding of double precision and need not agree with each other. */
const rounding = 1e-12

/** The table of a measurement as Markdown. */
export function renderTable(rows: readonly AgreementRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const titles = agreementColumns.map(({ title }) => title)
  return [
    line(['Quantity', 'Measure', ...titles]),
    line(['---', '---', ...titles.map(() => '---:')]),
    ...rows.map(({ quantity, measure, largest }) =>
      line([quantity, measure, ...agreementColumns.map(({ key }) => cellText(largest[key]))]),
    ),
  ].join('\n')
}

function cellText(value: number | undefined): string {
  if (value === undefined) return '–'
  return Number.isInteger(value) ? String(value) : value.toExponential(1)
}

/** The page with another table between its marks, below a sentence about what was measured. */
export function withTable(page: string, table: string, sentence = ''): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`The page needs ${begin} and ${end}.`)
  return `${page.slice(0, from + begin.length)}\n\n${sentence}\n\n${table}\n\n${page.slice(to)}`
}

/** The cells of the table between a page's marks, by quantity. */
export function readTable(page: string): ReadonlyMap<string, readonly string[]> {
  const table = page.slice(page.indexOf(begin), page.indexOf(end))
  const lines = table.split('\n').filter((line) => line.startsWith('|'))
  return new Map(
    lines.slice(2).map((line) => {
      const [quantity = '', ...cells] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
      return [quantity, cells]
    }),
  )
}

/** What a committed table no longer says of a measurement; machines may differ by less than an order of magnitude. */
export function staleCells(
  committed: ReadonlyMap<string, readonly string[]>,
  rows: readonly AgreementRow[],
): string[] {
  const measured = readTable(withTable(`${begin}${end}`, renderTable(rows)))
  const names = [...new Set([...committed.keys(), ...measured.keys()])]
  return names.flatMap((name) => {
    const [was, is] = [committed.get(name), measured.get(name)]
    const cells = was === undefined || is === undefined ? ['the whole row'] : unlikeCells(was, is)
    return cells.map((cell) => `${name}: ${cell}`)
  })
}

function unlikeCells(was: readonly string[], is: readonly string[]): string[] {
  return is.flatMap((cell, i) => {
    const before = was[i] ?? ''
    return sameOrder(before, cell) ? [] : [`${before} is now ${cell}`]
  })
}

function sameOrder(was: string, is: string): boolean {
  const [a, b] = [Number(was), Number(is)]
  if (was === is || (a < rounding && b < rounding)) return true
  return a > 0 && b > 0 && Math.abs(Math.log10(a / b)) < 1
}
