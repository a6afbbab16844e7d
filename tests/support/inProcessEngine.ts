import type { FitContract, SlabReceiver } from '../../src/protocol/fitContract.ts'
import type { RunContract } from '../../src/protocol/runContract.ts'
import type { Engine } from '../../src/state/engine.ts'
import { createDesignService } from '../../src/workers/designService.ts'
import { createFitService } from '../../src/workers/fitService.ts'
import { createHeldSlabs } from '../../src/workers/heldSlabs.ts'
import { createRunService, type RunServiceOptions } from '../../src/workers/runService.ts'

/** The services of the workers in this process, wired as the app wires the workers: nothing is replaced but the threads. */
export function inProcessEngine(
  fitWorkers = 2,
  memory: Pick<RunServiceOptions, 'budgetBytes' | 'wholeBytes'> = {},
): Engine {
  let receivers: readonly SlabReceiver[] = []
  const run: RunContract = {
    ...createRunService({ receivers: () => receivers, ...memory }),
    connect: noPorts,
  }
  const startFits = (count: number): readonly FitContract[] => {
    const stores = Array.from({ length: count }, createHeldSlabs)
    receivers = stores.map(acrossABoundary)
    return stores.map((held): FitContract => ({ ...createFitService(held), connect: noPorts }))
  }
  let fits = startFits(fitWorkers)
  return {
    run,
    design: createDesignService(),
    get fits() {
      return fits
    },
    ready: Promise.resolve(),
    setFitWorkers(count) {
      fits = startFits(count)
    },
  }
}

function noPorts(): Promise<void> {
  return Promise.resolve()
}

/** Copies what is sent, as a port does: sender and receiver never share memory. */
function acrossABoundary(receiver: SlabReceiver): SlabReceiver {
  return {
    receive: (delivery) => receiver.receive(structuredClone(delivery)),
    keep: (dataKeys) => receiver.keep(dataKeys),
  }
}

/** Slabs that the engine's fitting workers have computed so far. */
export async function slabsComputed(engine: Engine): Promise<number> {
  const counts = await Promise.all(engine.fits.map((fit) => fit.slabsComputed()))
  return counts.reduce((sum, count) => sum + count, 0)
}
