import { essentialMixtures } from '../core/compare/mixture.ts'
import { planRefits, prepareRefits, refit, type Refit, type RefitPlan } from './explainRefits.ts'
import type { Explanation, RefitMaps } from './explainState.ts'
import type { FitInputs } from './fitInputs.ts'
import { startJob, type FitEnvironment } from './fitPane.ts'

/** Where an explanation runs and who is told how far it is. */
export interface ExplainEnvironment extends Omit<FitEnvironment, 'other'> {
  readonly key: string
  /** Told after every refit with everything known so far; the last call has all. */
  readonly onRefit: (explanation: Explanation) => void
}

/** Refits under way at a time: while one is planned on the design's worker, another is fitted. */
const atATime = 2

/** Refits every mixture of A and B that an explanation of their difference needs. Rejects with `Refusal` or `Cancelled`. */
export async function explainDifference(
  a: FitInputs,
  b: FitInputs,
  environment: ExplainEnvironment,
): Promise<void> {
  const started = performance.now()
  const job = startJob({ ...environment, other: null })
  const plan = await planRefits(job, a, b)
  const needed = await prepareRefits(job, plan)
  const finished = new Map<string, RefitMaps>()
  const room = { voxels: plan.voxels, needed, pools: new Map() }
  const waiting = [...plan.refits]

  async function work(_: unknown, number: number): Promise<void> {
    // What is read is read for all of them: one tells of it.
    const onProgress = job.prepared.keepsSeries || number > 0 ? unheard : environment.onProgress
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const own = startJob({ ...environment, other: null, onProgress })
      finished.set(next.key, await refit(own, next, room))
      environment.onProgress(refitProgress(finished.size, plan.refits))
      environment.onRefit({
        ...explanationOf(plan, environment.key),
        refits: new Map(finished),
        milliseconds: performance.now() - started,
      })
    }
  }

  environment.onProgress(refitProgress(0, plan.refits))
  // Refits that go over groups of voxels share the readings when they wait for them together.
  const together = job.prepared.keepsSeries ? atATime : plan.refits.length
  await Promise.all(Array.from({ length: together }).map(work))
}

const unheard = (): void => undefined

function refitProgress(done: number, refits: readonly Refit[]): Parameters<FitEnvironment['onProgress']>[0] {
  return { what: 'Explaining the difference', done, total: refits.length, unit: 'steps' }
}

function explanationOf(plan: RefitPlan, key: string): Omit<Explanation, 'refits' | 'milliseconds'> {
  const { switches, tie, onlyContrastDiffers, wholeDesign, orders, voxels, coverage, uses, refits } = plan
  return {
    ...{ key, switches, tie, onlyContrastDiffers, wholeDesign, orders, voxels, coverage, uses },
    refitCount: refits.length,
  }
}

/** Whether the first estimate of the shares can be made: A, B, each switch alone and all but each. */
export function hasEstimate({ switches, uses, refits }: Explanation): boolean {
  return essentialMixtures(switches.length).every((bits) => refits.has(uses.get(bits)?.refit ?? ''))
}
