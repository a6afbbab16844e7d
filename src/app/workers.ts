import type { DesignContract } from '../protocol/designContract.ts'
import type { FitContract } from '../protocol/fitContract.ts'
import type { RunContract } from '../protocol/runContract.ts'
import type { AfterEnd, Engine, WorkerKind } from '../state/engine.ts'
import { client, endClient, type WorkerSource } from './client.ts'

type Ending = Pick<WorkerSource, 'onRestart' | 'onGivenUp'>

/** Starts all workers and connects the run's worker with those that fit; who ends is started and connected again. */
export function startEngine(fitWorkers: number): Engine {
  const listeners = new Set<(kind: WorkerKind, next: AfterEnd) => void>()
  let ready: Promise<void> = Promise.resolve()

  function restarted(kind: WorkerKind): void {
    if (kind !== 'design') ready = connect(run, fits)
    tell(kind, 'restarted')
  }

  function tell(kind: WorkerKind, next: AfterEnd): void {
    for (const listener of listeners) listener(kind, next)
  }

  const ending = (kind: WorkerKind): Ending => ({
    onRestart: () => restarted(kind),
    onGivenUp: () => tell(kind, 'given-up'),
  })

  const run = client<RunContract>({
    name: 'run',
    start: (name) =>
      new Worker(new URL('../workers/run.worker.ts', import.meta.url), { type: 'module', name }),
    ...ending('run'),
  })
  const design = client<DesignContract>({
    name: 'design',
    start: (name) =>
      new Worker(new URL('../workers/design.worker.ts', import.meta.url), { type: 'module', name }),
    ...ending('design'),
  })
  let fits = startFits(fitWorkers, ending('fit'))
  ready = connect(run, fits)

  return {
    run,
    design,
    get fits() {
      return fits
    },
    setFitWorkers(count) {
      for (const fit of fits) endClient(fit)
      fits = startFits(count, ending('fit'))
      ready = connect(run, fits)
    },
    get ready() {
      return ready
    },
    onWorkerEnd(listener) {
      listeners.add(listener)
    },
  }
}

function startFits(count: number, ending: Ending): FitContract[] {
  return Array.from({ length: count }, (_, i) =>
    client<FitContract>({
      name: `fit ${String(i + 1)}`,
      start: (name) =>
        new Worker(new URL('../workers/fit.worker.ts', import.meta.url), { type: 'module', name }),
      ...ending,
    }),
  )
}

async function connect(run: RunContract, fits: readonly FitContract[]): Promise<void> {
  const channels = fits.map(() => new MessageChannel())
  await Promise.all(fits.map((fit, i) => fit.connect((channels[i] ?? new MessageChannel()).port1)))
  await run.connect(channels.map((channel) => channel.port2))
}
