import type { KnownOfMap, StatMapKind } from './statMap.ts'

/** One volume of an AFNI data set: its label, such as `visual#0_Tstat`, and what it shows. */
export interface AfniBrick {
  readonly label: string
  readonly known: KnownOfMap
}

/** AFNI's codes of statistics (3ddata.h) whose distribution a pane can show. */
const statistics: ReadonlyMap<number, StatMapKind> = new Map([
  [3, 't'],
  [4, 'F'],
  [5, 'z'],
])

/**
 * The volumes of a data set by AFNI's extension of its header: labels (BRICK_LABS) and statistics with their parameters (BRICK_STATAUX:
 * volume, code, count, parameters). Empty where the text is no such extension.
 */
export function afniBricks(extension: string): readonly AfniBrick[] {
  const labels = attribute(extension, 'BRICK_LABS')?.split('~') ?? []
  const statistic = statisticsOf(numbersOf(attribute(extension, 'BRICK_STATAUX') ?? ''))
  return labels
    .filter((label, i) => label !== '' || i < labels.length - 1)
    .map((label, i) => ({ label, known: brickOf(label, statistic.get(i)) }))
}

interface Statistic {
  readonly code: number
  readonly parameters: readonly number[]
}

function brickOf(label: string, statistic: Statistic | undefined): KnownOfMap {
  const [, base = label, part] = /^(.*?)(?:#\d+)?_(Coef|Tstat|Fstat|R\^2)$/.exec(label) ?? []
  const certain = {
    tool: 'afni',
    confidence: 'certain',
    contrastName: base === '' ? null : base,
    group: '',
  } as const
  if (statistic !== undefined) {
    const kind = statistics.get(statistic.code) ?? 'other'
    return { ...certain, kind, degreesOfFreedom: kind === 't' || kind === 'F' ? statistic.parameters : [] }
  }
  return { ...certain, kind: part === 'R^2' ? 'r-squared' : 'effect' }
}

function statisticsOf(numbers: readonly number[]): ReadonlyMap<number, Statistic> {
  const found = new Map<number, Statistic>()
  for (let at = 0; at + 2 < numbers.length;) {
    const [brick, code, count] = numbers.slice(at, at + 3)
    if (!(count >= 0 && count < 10)) break
    found.set(brick, { code, parameters: numbers.slice(at + 3, at + 3 + count) })
    at += 3 + count
  }
  return found
}

/** Longest extension that is looked through. */
const mostCharacters = 4_000_000

/** The text of `<AFNI_atr ... atr_name="NAME" ...>text</AFNI_atr>`, without quotation marks and with entities resolved. */
function attribute(extension: string, name: string): string | undefined {
  const text = extension.slice(0, mostCharacters)
  const start = text.indexOf(`atr_name="${name}"`)
  if (start < 0) return undefined
  const from = text.indexOf('>', start)
  const to = text.indexOf('<', from)
  if (from < 0 || to < 0) return undefined
  return text
    .slice(from + 1, to)
    .trim()
    .replaceAll(/^"|"$/g, '')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

function numbersOf(text: string): readonly number[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(Number)
}
