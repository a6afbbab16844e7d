import type { Design } from '../core/design/design.ts'
import { prepareFit } from '../core/glm/fitSlab.ts'
import type { FitPlan } from '../core/glm/fitPlan.ts'
import { spmSelectionPlan, type SelectionPlan } from '../core/glm/spmSelection.ts'
import type { ReadyModel } from '../protocol/fitContract.ts'

/** Models whose design-sized work has been done before their fits are asked for. */
export interface ReadyModels {
  prepare(readyAs: string, model: ReadyModel): void
  /** The plan that has been prepared under a name, or else the one that came with the request, which is equal. */
  planOf(readyAs: string | undefined, given: FitPlan): FitPlan
  /** How voxels are selected for the pooled covariance, likewise. */
  selectionOf(readyAs: string | undefined, design: Design): SelectionPlan
}

/** Both panes' newest: a run that takes another's place finds what was prepared while it was read. */
const mostReady = 2

/** None yet. */
export function createReadyModels(): ReadyModels {
  const plans = new Map<string, FitPlan>()
  const selections = new Map<string, SelectionPlan>()
  return {
    prepare(readyAs, model) {
      switch (model.kind) {
        case 'plan':
          prepareFit(model.plan)
          keep(plans, readyAs, model.plan)
          return
        case 'pooling':
          keep(selections, readyAs, spmSelectionPlan(model.design))
      }
    },
    planOf: (readyAs, given) => known(plans, readyAs) ?? given,
    selectionOf: (readyAs, design) => known(selections, readyAs) ?? spmSelectionPlan(design),
  }
}

function known<T>(ready: ReadonlyMap<string, T>, readyAs: string | undefined): T | undefined {
  return readyAs === undefined ? undefined : ready.get(readyAs)
}

function keep<T>(ready: Map<string, T>, readyAs: string, value: T): void {
  ready.set(readyAs, value)
  for (const oldest of ready.keys()) if (ready.size > mostReady) ready.delete(oldest)
}
