import canonicalize from 'canonicalize'
import type { ContrastSpec } from '../contrast/contrastSpec.ts'
import type { PipelineSpec } from '../pipeline/pipelineSpec.ts'
import { specDifferences, specGroups } from '../pipeline/specDifferences.ts'
import type { SpecGroup } from '../pipeline/specDifferences.ts'
import { noPartners, type Partners } from './tiedSwitches.ts'

/** A pipeline and the contrast asked of it. */
export interface Explained {
  readonly spec: PipelineSpec
  readonly contrast: ContrastSpec
}

/**
 * The settings that can switch between A and B, in their fixed order. A contrast belongs to the conditions: where only the contrasts
 * differ, `conditions` is a switch too. `trialTypes`, where known, tell that 'all' and a list of all are the same.
 */
export function explainedSwitches(
  a: Explained,
  b: Explained,
  trialTypes?: readonly string[],
): readonly SpecGroup[] {
  const differing = new Set(specDifferences(a.spec, b.spec, trialTypes))
  if (canonicalize(a.contrast) !== canonicalize(b.contrast)) differing.add('conditions')
  if (hasGivenDesign(a, b) && designGroups.some((group) => differing.has(group))) {
    designGroups.forEach((group) => differing.delete(group))
    differing.add('conditions')
  }
  return specGroups.filter((group) => differing.has(group))
}

/** What makes the columns of a task, of which a design given as numbers has all at once. */
const designGroups: readonly SpecGroup[] = ['conditions', 'eventModel', 'samplingInstant', 'confounds']

/**
 * Whether A or B has a design given as numbers: its columns cannot be mixed with the other's one by one, so that conditions, event model,
 * sampling and confounds move as one switch, `conditions`.
 */
export function hasGivenDesign(a: Pick<Explained, 'spec'>, b: Pick<Explained, 'spec'>): boolean {
  return [a, b].some(({ spec }) => spec.eventModel.kind === 'matrix')
}

/** Which settings switch, and which others move with one of them. */
export interface Switches {
  readonly switches: readonly SpecGroup[]
  readonly partners?: Partners
}

/**
 * The mixture with the switches in `bits` set as in B (bit i for switches[i]) and everything else as in A; its contrast goes with its
 * conditions.
 */
export function mixture(a: Explained, b: Explained, plan: Switches, bits: number): Explained {
  const { switches, partners = noPartners } = plan
  const leading = switches.filter((_, i) => (bits >> i) & 1)
  const fromB = leading.flatMap((group) => [group, ...(partners.get(group) ?? [])])
  const movesWhole = hasGivenDesign(a, b) && fromB.includes('conditions')
  const groups = movesWhole ? [...fromB, ...designGroups] : fromB
  const settings = Object.fromEntries(groups.map((group) => [group, b.spec[group]]))
  return {
    spec: { ...a.spec, ...settings, name: mixtureName(a.spec.name, b.spec.name, fromB) },
    contrast: fromB.includes('conditions') ? b.contrast : a.contrast,
  }
}

function mixtureName(nameA: string, nameB: string, fromB: readonly SpecGroup[]): string {
  return fromB.length === 0 ? nameA : `${nameA} with ${fromB.join(', ')} of ${nameB}`
}

/**
 * All 2^k mixtures in the order that makes partial results best: A, B, each switch alone, all but each, then the rest by how close they
 * are to A or B.
 */
export function evaluationOrder(switchCount: number): number[] {
  const all = 2 ** switchCount - 1
  const order = [...essentialMixtures(switchCount)]
  const seen = new Set(order)
  const rest: number[] = []
  for (let bits = 0; bits <= all; bits++) if (!seen.has(bits)) rest.push(bits)
  const remoteness = (bits: number): number => Math.min(bitCount(bits), switchCount - bitCount(bits))
  return [...order, ...rest.sort((p, q) => remoteness(p) - remoteness(q) || p - q)]
}

/** The mixtures that first and last contributions need: A, B, each switch alone, all but each. */
export function essentialMixtures(switchCount: number): number[] {
  const all = 2 ** switchCount - 1
  const alone = Array.from({ length: switchCount }, (_, i) => 1 << i)
  return [...new Set([0, all, ...alone, ...alone.map((bit) => all ^ bit)])]
}

/** How many switches of a mixture are as in B. */
export function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}
