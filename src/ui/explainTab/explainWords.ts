import type { SwitchContribution } from '../../core/compare/attribution.ts'
import { fixed } from '../format.ts'

/** A switch with its name on screen. */
export interface NamedContribution extends SwitchContribution {
  readonly name: string
}

/** What the paragraph is made from. */
export interface WordsInput {
  /** Such as `effect of movement`. */
  readonly what: string
  /** Of both maps; null where they have none or differ. */
  readonly unit: string | null
  readonly hasUnits: boolean
  readonly varies: boolean
  /** Whether all mixtures have been evaluated. */
  readonly isExact: boolean
  readonly switches: readonly NamedContribution[]
  readonly interactions: readonly { readonly names: readonly [string, string]; readonly value: number }[]
  /** Mean of A - B, already with its unit, and which way it goes. */
  readonly meanShift: { readonly text: string; readonly value: number }
  /** The shares in the other units, for effect and standard error. */
  readonly other: readonly { readonly name: string; readonly share: number }[] | null
}

/** The paragraph: its lead, and sentences that follow from further numbers. */
export interface ExplanationWords {
  readonly before: string
  /** Settings with shares, in falling order. */
  readonly causes: readonly { readonly name: string; readonly text: string }[]
  readonly after: readonly string[]
}

/** Below this a share is not worth naming in the lead. */
const namedFrom = 0.015
/** Shares that differ by more than this between orders are said to. */
const wideRange = 0.1
/** An interaction worth a sentence. */
const largeInteraction = 0.1
/** Covariance and mean square tell different stories from here. */
const shiftGap = 0.1

/** A share in words: `70 %`, `2.4 %`, `−13 %`. */
export function percent(share: number): string {
  const value = 100 * share
  return `${fixed(value, Math.abs(value) < 9.95 ? 1 : 0)}\u00a0%`
}

/** The paragraph, from the numbers alone. */
export function explanationWords(input: WordsInput): ExplanationWords {
  const falling = input.switches.toSorted((p, q) => q.share - p.share)
  const named = falling.filter(({ share }) => Math.abs(share) >= namedFrom)
  const small = falling.length - named.length
  return {
    before: unitWords(input),
    causes: input.varies ? named.map(({ name, share }) => ({ name, text: percent(share) })) : [],
    after: [
      ...(input.varies ? smallWords(small, named.length) : [constantWords(input)]),
      ...(input.varies ? orderWords(named, input.isExact) : []),
      ...(input.varies ? interactionWords(input.interactions) : []),
      ...shiftWords(input),
      ...otherWords(input),
    ],
  }
}

function unitWords({ what, unit, hasUnits }: WordsInput): string {
  if (!hasUnits) return `For ${what}, which has no unit,`
  return unit === null ? `As estimated, for ${what},` : `With both maps in ${unit}, for ${what},`
}

function smallWords(small: number, named: number): string[] {
  if (small === 0) return []
  const who = named === 0 ? 'Each setting' : small === 1 ? 'The other setting' : 'Each other setting'
  return [`${who} makes less than ${percent(namedFrom)} of it.`]
}

function constantWords({ meanShift }: WordsInput): string {
  return `A − B is the same at every voxel, ${meanShift.text}: shares of its spread say nothing.`
}

function orderWords(named: readonly NamedContribution[], isExact: boolean): string[] {
  const wide = named.filter(({ order }) => order.range[1] - order.range[0] > wideRange)
  if (wide.length === 0) return []
  const parts = wide.map(
    ({ name, order }) => `${name} ${percent(order.range[0])} to ${percent(order.range[1])}`,
  )
  const orders = isExact ? 'over all orders' : 'over the orders seen so far'
  return [`The order of switching matters: ${orders} ${joined(parts)}.`]
}

function interactionWords(interactions: WordsInput['interactions']): string[] {
  const [largest] = interactions
  if (largest === undefined || Math.abs(largest.value) < largeInteraction) return []
  const points = fixed(Math.abs(100 * largest.value), 0)
  const way = largest.value > 0 ? 'more' : 'less'
  return [
    `${capital(joined(largest.names))} act on each other: together they make ${points} points ${way} than each alone would add up to.`,
  ]
}

function shiftWords({ switches, meanShift, varies }: WordsInput): string[] {
  const gaps = switches.map(({ meanSquareShare, share }) => Math.abs(meanSquareShare - share))
  const [most] = switches.toSorted((p, q) => q.meanSquareShare - p.meanSquareShare)
  if (most === undefined || (varies && Math.max(...gaps) < shiftGap)) return []
  const direction = meanShift.value > 0 ? 'above' : 'below'
  return [
    `On average A lies ${meanShift.text.replace('\u2212', '')} ${direction} B. Counting that shift, ${percent(most.meanSquareShare)} of the mean square comes from ${most.name}.`,
  ]
}

function otherWords({ other, unit, switches }: WordsInput): string[] {
  if (other === null || switches.every(({ share }, i) => isNear(share, other[i]?.share ?? 0))) return []
  const falling = other.toSorted((p, q) => q.share - p.share).filter(({ share }) => share >= namedFrom)
  if (falling.length === 0) return []
  const parts = falling.slice(0, 3).map(({ name, share }) => `${name} ${percent(share)}`)
  const units = unit === '% of voxel mean' ? 'As estimated' : 'In % of voxel mean'
  return [`${units}: ${joined(parts)}.`]
}

/** Shares that read the same in a sentence. */
function isNear(p: number, q: number): boolean {
  return Math.abs(p - q) < 0.01
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}
