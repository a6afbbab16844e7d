import type { DesignContract } from '../protocol/designContract.ts'
import type { FitContract } from '../protocol/fitContract.ts'
import type { RunContract } from '../protocol/runContract.ts'
import type { Engine } from '../state/engine.ts'
import { client } from './client.ts'

/** More workers than this cost more memory than they save time. */
const maxFitWorkers = 8

/** Starts all workers and connects the run's worker with those that fit. */
export function startEngine(): Engine {
  const run = client<RunContract>(
    new Worker(new URL('../workers/run.worker.ts', import.meta.url), { type: 'module', name: 'run' }),
  )
  const design = client<DesignContract>(
    new Worker(new URL('../workers/design.worker.ts', import.meta.url), { type: 'module', name: 'design' }),
  )
  const count = Math.min(maxFitWorkers, Math.max(1, navigator.hardwareConcurrency))
  const fits = Array.from({ length: count }, (_, i) =>
    client<FitContract>(
      new Worker(new URL('../workers/fit.worker.ts', import.meta.url), {
        type: 'module',
        name: `fit ${String(i + 1)}`,
      }),
    ),
  )

  return { run, design, fits, ready: connect(run, fits) }
}

async function connect(run: RunContract, fits: readonly FitContract[]): Promise<void> {
  const channels = fits.map(() => new MessageChannel())
  await Promise.all(fits.map((fit, i) => fit.connect((channels[i] ?? new MessageChannel()).port1)))
  await run.connect(channels.map((channel) => channel.port2))
}
