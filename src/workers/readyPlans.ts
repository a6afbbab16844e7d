import { prepareFit } from '../core/glm/fitSlab.ts'
import type { FitPlan } from '../core/glm/fitPlan.ts'

/** Plans whose design-sized work has been done before their fit is asked for. */
export interface ReadyPlans {
  prepare(fitId: string, plan: FitPlan): void
  /** The plan that has been prepared for a fit, or else the one that came with the request, which is equal. */
  of(fitId: string, given: FitPlan): FitPlan
  clear(): void
}

/** Both panes' newest. */
const mostReady = 2

/** None yet. */
export function createReadyPlans(): ReadyPlans {
  const plans = new Map<string, FitPlan>()
  return {
    prepare(fitId, plan) {
      if (plans.has(fitId)) return
      prepareFit(plan)
      plans.set(fitId, plan)
      for (const oldest of plans.keys()) if (plans.size > mostReady) plans.delete(oldest)
    },
    of: (fitId, given) => plans.get(fitId) ?? given,
    clear() {
      plans.clear()
    },
  }
}
