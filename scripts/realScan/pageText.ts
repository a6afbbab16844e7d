import { agreement } from '../../src/core/compare/agreement.ts'
import { attribute, type Attribution } from '../../src/core/compare/attribution.ts'
import { gamesOf } from '../../src/core/compare/game.ts'
import type { SpecGroup } from '../../src/core/pipeline/specDifferences.ts'
import type { Units } from '../../src/state/appState.ts'
import type { ExplainedMap, Explanation } from '../../src/state/explainState.ts'
import { mixtureMaps } from '../../src/state/explainView.ts'
import type { ExplainedComparison } from './explainScan.ts'
import type { ComparedStep, NilearnSteps } from './nilearnSteps.ts'

/** A setting as the tables name it. */
const groupNames: Readonly<Record<SpecGroup, string>> = {
  conditions: 'Conditions',
  eventModel: 'HRF',
  samplingInstant: 'Sampling',
  highPass: 'High-pass',
  intensity: 'Intensity',
  mask: 'Mask',
  smoothing: 'Smoothing',
  noise: 'Noise',
  confounds: 'Confounds',
}

/** A kind of map in some units, whose difference is shared out. */
interface Column {
  readonly title: string
  readonly kind: ExplainedMap
  readonly units: Units
}

const columns: readonly Column[] = [
  { title: 'effect, own units', kind: 'effect', units: 'as-estimated' },
  { title: 'effect, % of voxel mean', kind: 'effect', units: 'percent-of-voxel-mean' },
  { title: 't', kind: 't', units: 'as-estimated' },
]

type Explained = Extract<Attribution, { kind: 'explained' }>

/** What stands between the marks of docs/real-scan.md. */
export function sharesText(
  explained: readonly ExplainedComparison[],
  { version, steps }: NilearnSteps,
): string {
  return explained
    .map((each) => {
      const { comparison, explanation } = each
      const compared = steps.get(comparison.name)
      return [
        `## ${comparison.title}`,
        `${comparison.words} ${coverageText(explanation)}`,
        sharesTable(explanation),
        ...(compared === undefined
          ? []
          : [`**Refitted by nilearn ${version}**, ${compared.length} mixtures:`, stepsTable(compared)]),
      ].join('\n\n')
    })
    .join('\n\n')
}

/** What stands between the marks of docs/real-scan-refits.md. */
export function refitsText(explained: readonly ExplainedComparison[]): string {
  return explained
    .map(({ comparison, explanation }) =>
      [
        `## ${comparison.title}`,
        `${String(explanation.uses.size)} mixtures from ${String(explanation.refitCount)} refits. ${lettersText(explanation)}`,
        mixturesTable(explanation),
      ].join('\n\n'),
    )
    .join('\n\n')
}

function coverageText({ coverage: { inBoth, onlyA, onlyB }, uses, refitCount }: Explanation): string {
  return `${String(inBoth)} voxels are in both masks, ${String(onlyA)} in A’s only, ${String(onlyB)} in B’s only. ${String(uses.size)} mixtures from ${String(refitCount)} refits ([each of them](real-scan-refits.md)).`
}

function sharesTable(explanation: Explanation): string {
  const found = columns.map(({ kind, units }) => attributed(explanation, kind, units))
  const agreements = columns.map((column) => agreementOf(explanation, column))
  return table(
    ['', ...columns.map(({ title }) => title)],
    [
      ...explanation.switches.map((group, i) => [
        groupNames[group],
        ...found.map((each) => shareText(each, i)),
      ]),
      ['Total', ...found.map((each) => percent(each.switches.reduce((sum, { share }) => sum + share, 0)))],
      ['r of A and B', ...agreements.map(({ r }) => r.toFixed(3))],
      ['slope of B on A', ...agreements.map(({ slope }) => slope.toFixed(2))],
      ['largest interaction', ...found.map((each) => interactionText(each, explanation.switches))],
    ],
  )
}

function shareText({ switches }: Explained, i: number): string {
  const each = switches[i]
  const [least, greatest] = each.order.range
  const range = percent(least) === percent(greatest) ? '' : ` (${points(least)} to ${points(greatest)})`
  return `${percent(each.share)}${range}`
}

function interactionText({ interactions }: Explained, switches: readonly SpecGroup[]): string {
  const largest = interactions.at(0)
  if (largest === undefined) return '–'
  const names = largest.pair.map((i) => groupNames[switches[i]])
  return `${names.join(' × ')} ${points(largest.value)}`
}

function stepsTable(steps: readonly ComparedStep[]): string {
  return table(
    [
      'Settings as in B',
      'map',
      'step, r.m.s.',
      'largest difference of the steps',
      'v, GLMscope',
      'v, nilearn',
    ],
    steps.flatMap((step) =>
      (['effect', 't'] as const).map((kind) => {
        const { size, largestDifference, ofApp, ofNilearn } = step[kind]
        return [
          step.groups.map((group) => groupNames[group]).join(', '),
          kind,
          size < 1e-9 ? '0' : size.toFixed(4),
          largestDifference.toExponential(1),
          percent(ofApp, 4),
          percent(ofNilearn, 4),
        ]
      }),
    ),
  )
}

function lettersText({ switches }: Explanation): string {
  return `Switches: ${switches.map((group) => groupNames[group]).join(', ')}.`
}

function mixturesTable(explanation: Explanation): string {
  const { switches } = explanation
  const all = 2 ** switches.length - 1
  const known = columns.map(({ kind, units }) => mixtureMaps(explanation, kind, units))
  const games = known.map((maps) => gamesOf(maps, switches.length).covariance)
  const inOrder = [...explanation.uses.keys()].toSorted((p, q) => p - q)
  const numbers = refitNumbers(explanation)
  return table(
    ['As in B', 'refit', ...columns.flatMap(({ title }) => [`r with B, ${title}`, `v, ${title}`])],
    inOrder.map((bits) => [
      mixtureText(switches, bits),
      String(numbers.get(explanation.uses.get(bits)?.refit ?? '') ?? ''),
      ...columns.flatMap((_, i) => {
        const [map, b] = [known[i]?.get(bits), known[i]?.get(all)]
        if (map === undefined || b === undefined) return ['', '']
        return [correlation(map, b).r.toFixed(4), percent(games[i]?.get(bits) ?? NaN)]
      }),
    ]),
  )
}

function mixtureText(switches: readonly SpecGroup[], bits: number): string {
  if (bits === 0) return 'nothing (A)'
  if (bits === 2 ** switches.length - 1) return 'everything (B)'
  return switches
    .filter((_, i) => (bits >> i) & 1)
    .map((group) => groupNames[group])
    .join(', ')
}

/** Numbers the refits in the order of the mixtures that need them. */
function refitNumbers({ uses }: Explanation): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  for (const bits of [...uses.keys()].toSorted((p, q) => p - q)) {
    const key = uses.get(bits)?.refit ?? ''
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1)
  }
  return numbers
}

function attributed(explanation: Explanation, kind: ExplainedMap, units: Units): Explained {
  const maps = mixtureMaps(explanation, kind, units)
  const attribution = attribute(maps, explanation.switches.length, explanation.orders)
  if (attribution.kind !== 'explained') throw new Error('The maps are identical.')
  return attribution
}

function agreementOf(explanation: Explanation, { kind, units }: Column): ReturnType<typeof agreement> {
  const maps = mixtureMaps(explanation, kind, units)
  const [a, b] = [maps.get(0), maps.get(2 ** explanation.switches.length - 1)]
  if (a === undefined || b === undefined) throw new Error('A or B is missing.')
  return correlation(a, b)
}

function correlation(a: Float64Array, b: Float64Array): ReturnType<typeof agreement> {
  return agreement({ voxels: new Int32Array(a.length), a, b, onlyA: 0, onlyB: 0, notFinite: 0 })
}

function percent(share: number, digits = 1): string {
  return `${points(share, digits)} %`
}

function points(share: number, digits = 1): string {
  const text = (100 * share).toFixed(digits)
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace('-', '−')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
