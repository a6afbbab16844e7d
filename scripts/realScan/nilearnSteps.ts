import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { SpecGroup } from '../../src/core/pipeline/specDifferences.ts'
import { mixtureMaps } from '../../src/state/explainView.ts'
import { gamesOf } from '../../src/core/compare/game.ts'
import type { ExplainedComparison } from './explainScan.ts'

/** The settings of SPM12's that nilearn can be given, so that it refits the mixture itself. */
const refittable: readonly SpecGroup[] = ['eventModel', 'samplingInstant', 'intensity']

/** One mixture, as the app and as nilearn fitted it. */
export interface ComparedStep {
  /** The settings as in B. */
  readonly groups: readonly SpecGroup[]
  readonly effect: StepDifference
  readonly t: StepDifference
}

/** The step from A to the mixture in one map, in the mixture's own units. */
export interface StepDifference {
  /** Root mean square of the step over voxels. */
  readonly size: number
  /** Largest difference of the two steps at any voxel. */
  readonly largestDifference: number
  /** v: covariance of the step with B - A over the variance of B - A. */
  readonly ofApp: number
  readonly ofNilearn: number
}

/** What nilearn reports of itself and its refits. */
export interface NilearnSteps {
  readonly version: string
  readonly steps: ReadonlyMap<string, readonly ComparedStep[]>
}

/** Has nilearn refit the mixtures it can fit, and compares its steps with the app's. */
export function nilearnSteps(
  python: string,
  files: readonly string[],
  explained: readonly ExplainedComparison[],
  folder: string,
): NilearnSteps {
  mkdirSync(folder, { recursive: true })
  const refitted = explained.filter(({ comparison }) => comparison.isRefitted)
  for (const { comparison, explanation } of refitted) {
    writeFileSync(
      path.join(folder, `${comparison.name}-voxels.i32`),
      new Uint8Array(explanation.voxels.buffer),
    )
  }
  const script = path.resolve('scripts/reference/real_scan_steps.py')
  const version = execFileSync(python, [script, folder, ...files], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .at(-1)
  return {
    version,
    steps: new Map(refitted.map((each) => [each.comparison.name, comparedSteps(each, folder)])),
  }
}

function comparedSteps({ comparison, explanation }: ExplainedComparison, folder: string): ComparedStep[] {
  const masks = Array.from({ length: 2 ** refittable.length - 1 }, (_, i) => i + 1)
  return masks.map((mask) => {
    const groups = refittable.filter((_, i) => (mask >> i) & 1)
    const bits = groups.reduce((sum, group) => sum | (1 << explanation.switches.indexOf(group)), 0)
    return {
      groups,
      effect: stepDifference({ comparison, explanation }, { folder, bits, mask, kind: 'effect' }),
      t: stepDifference({ comparison, explanation }, { folder, bits, mask, kind: 't' }),
    }
  })
}

interface StepRequest {
  readonly folder: string
  readonly bits: number
  /** Names the mixture in the files: bit i is refittable[i]. */
  readonly mask: number
  readonly kind: 'effect' | 't'
}

function stepDifference(
  { comparison, explanation }: ExplainedComparison,
  { folder, bits, mask, kind }: StepRequest,
): StepDifference {
  const maps = mixtureMaps(explanation, kind, 'as-estimated')
  const count = explanation.switches.length
  const read = (number: number): Float64Array =>
    new Float64Array(
      new Uint8Array(readFileSync(path.join(folder, `${comparison.name}-${String(number)}-${kind}.f64`)))
        .buffer,
    )
  const map = (number: number): Float64Array => maps.get(number) ?? new Float64Array(0)
  const own = difference(map(bits), map(0))
  const theirs = difference(read(mask), read(0))
  const shareOf = (step: Float64Array): number => {
    const game = new Map([
      [0, map(0)],
      [
        1,
        difference(
          map(0),
          step.map((value) => -value),
        ),
      ],
      [2 ** count - 1, map(2 ** count - 1)],
    ])
    return gamesOf(game, count).covariance.get(1) ?? NaN
  }
  return {
    size: Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / own.length),
    largestDifference: difference(own, theirs).reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    ofApp: shareOf(own),
    ofNilearn: shareOf(theirs),
  }
}

function difference(p: Float64Array, q: Float64Array): Float64Array {
  return p.map((value, v) => value - (q[v] ?? NaN))
}
