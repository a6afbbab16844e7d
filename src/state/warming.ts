import { distinctColumns } from '../core/glm/rowCombination.ts'
import { neighbourSums } from '../core/math/lag.ts'
import { besides, fromColumns, type Matrix } from '../core/math/matrix.ts'
import { abortable } from './abortable.ts'
import { panes, type AppState } from './appState.ts'
import { newJobId, stopJob, type Engine } from './engine.ts'
import { fitInputs, type FitInputs } from './fitInputs.ts'
import { dataSettings } from './fitPane.ts'
import { likelyDesigns } from './likelyDesigns.ts'
import { phase } from './phase.ts'
import { dataKeyOf } from './preparedData.ts'
import type { AppStore } from './store.ts'

/** The page has nothing to do for so long before the workers multiply ahead. */
const restMilliseconds = 700

/**
 * While nothing else is to be done, has the fitting workers multiply the data with the columns that the next setting may ask
 * for. Any other work ends it at once. Answers how to stop watching.
 */
export function startWarming(store: AppStore, engine: Engine): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null
  let warmedFor = ''

  async function warm(): Promise<void> {
    const fits = fitsOf(store.getState())
    const key = fits.map(({ fitId }) => fitId).join(' ')
    if (fits.length === 0 || key === warmedFor || !isHeld(store.getState())) return
    const controller = new AbortController()
    running = controller
    try {
      await warmFor(engine, fits, controller.signal)
      warmedFor = key
    } catch {
      // Cancelled, or a likely design that cannot be made: a fit that asks for it will say so.
    }
    if (running === controller) running = null
  }

  function look(): void {
    clearTimeout(timer)
    if (isResting(store.getState())) {
      if (running === null) timer = setTimeout(() => void warm(), restMilliseconds)
      return
    }
    running?.abort()
    running = null
  }

  const unsubscribe = store.subscribe(look)
  return () => {
    unsubscribe()
    clearTimeout(timer)
    running?.abort()
  }
}

function isResting(state: AppState): boolean {
  return phase(state) === 'ready' && state.explain.job.status !== 'running'
}

/** Whether the fitting workers hold the series that are fitted: of a run that nothing is kept of they go from group to group. */
function isHeld({ run }: AppState): boolean {
  return run?.summary.kept.kind !== 'nothing'
}

function fitsOf(state: AppState): FitInputs[] {
  return panes.map((pane) => fitInputs(state, pane)).filter((inputs) => inputs !== null)
}

/** Resolves the likely designs one after another, then multiplies all their columns with all data that the fits are of. */
export async function warmFor(
  engine: Engine,
  fits: readonly FitInputs[],
  signal: AbortSignal,
): Promise<void> {
  const jobId = newJobId()
  const guard = <T>(promise: Promise<T>): Promise<T> =>
    abortable(signal, promise, () => {
      for (const worker of engine.fits) stopJob(worker, jobId)
    })
  const matrices: Matrix[] = []
  for (const request of fits.flatMap(likelyDesigns)) {
    const design = await guard(engine.design.resolve(request).catch(() => null))
    if (design !== null) matrices.push(design.matrix, design.filterBasis)
  }
  const [first] = matrices
  if (first === undefined) return
  const ofDesigns = distinctColumns(matrices).map(({ values }) => values)
  const plain = fromColumns(first.rows, ofDesigns)
  const columns = besides(plain, neighbourSums(plain))
  for (const dataKey of new Set(fits.map((inputs) => dataKeyOf(dataSettings(inputs))))) {
    await guard(Promise.all(engine.fits.map((worker) => worker.warm({ dataKey, columns }, jobId))))
  }
}
