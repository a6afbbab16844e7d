import { mixture } from '../core/compare/mixture.ts'
import { tiedSwitches, type Partners } from '../core/compare/tiedSwitches.ts'
import type { Design } from '../core/design/design.ts'
import { Refusal } from '../core/finding.ts'
import type { SpecGroup } from '../core/pipeline/specDifferences.ts'
import { contrastText } from './contrastText.ts'
import { mixtureWords, switchesBetween, switchPlan } from './explainSetup.ts'
import type { FitInputs } from './fitInputs.ts'
import type { FitJob } from './fitPane.ts'

/** Settings that move together, and why: a mixture that parts them has no fit. */
export interface Tie {
  readonly partners: Partners
  /** One such mixture in words, and what it lacks. */
  readonly mixture: string
  readonly reason: string
}

/** The columns that A's contrast names in A's design, and B's in B's. */
export type NamedColumns = Readonly<Record<'a' | 'b', readonly string[]>>

/** The settings that make a design's columns: only these can leave a mixture without one it needs. */
const designSettings: readonly SpecGroup[] = [
  'conditions',
  'eventModel',
  'samplingInstant',
  'highPass',
  'confounds',
]

/** Resolves the design of every mixture of the design's settings and ties those that cannot be parted; null where all can. */
export async function tiedSettings(
  job: FitJob,
  a: FitInputs,
  b: FitInputs,
  named: NamedColumns,
): Promise<Tie | null> {
  const switches = switchesBetween(a, b).filter((group) => designSettings.includes(group))
  const cannot: { readonly bits: number; readonly reason: string }[] = []
  for (let bits = 1; bits + 1 < 2 ** switches.length; bits++) {
    const inputs = { ...a, ...mixture(a, b, { switches }, bits) }
    const reason = await whyNoFit(job, inputs, inputs.contrast === a.contrast ? named.a : named.b)
    if (reason !== null) cannot.push({ bits, reason })
  }
  const [first] = cannot
  if (first === undefined) return null
  const partners = tiedSwitches(
    switches,
    cannot.map(({ bits }) => bits),
  )
  const words = mixtureWords({ ...switchPlan(a, b), switches }, first.bits)
  return { partners, mixture: words, reason: first.reason }
}

async function whyNoFit(job: FitJob, inputs: FitInputs, needed: readonly string[]): Promise<string | null> {
  try {
    const design = await job.guard(job.engine.design.resolve(inputs))
    return missingColumns(needed, design, contrastText(inputs.contrast))
  } catch (error) {
    if (error instanceof Refusal) return error.finding.message
    throw error
  }
}

function missingColumns(needed: readonly string[], design: Design, text: string): string | null {
  const names = design.columns.map(({ name }) => name)
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length === 0) return null
  return `Its design has no column ${missing.join(', ')}, which the contrast ${text} names.`
}
