import type { FitContract, SlabReceiver } from '../../src/protocol/fitContract.ts'
import { WorkerEnded } from '../../src/protocol/lifeLock.ts'
import type { RunContract } from '../../src/protocol/runContract.ts'
import type { AfterEnd, Engine, WorkerKind } from '../../src/state/engine.ts'
import { createDesignService } from '../../src/workers/designService.ts'
import { createFitService } from '../../src/workers/fitService.ts'
import { createHeldSlabs, type HeldSlabs } from '../../src/workers/heldSlabs.ts'
import { createRunService, type RunServiceOptions } from '../../src/workers/runService.ts'

/** An engine whose workers can be killed: what they held is gone and calls under way reject, as with real workers. */
export interface MortalEngine {
  readonly engine: Engine
  /** Ends the first worker of the kind; another takes its place unless it is given up. */
  kill(kind: WorkerKind, next?: AfterEnd): void
  /** Kills the worker when `method` is called after so many more calls of it. */
  killAtNext(kind: WorkerKind, method: string, after?: number): void
  /** How often a method was called, over all workers' lives. */
  calls(method: string): number
}

interface Life {
  readonly service: object
  readonly end: Promise<never>
  readonly die: () => void
}

type Call = (...args: unknown[]) => Promise<unknown>

function born(service: object): Life {
  let die: () => void = () => undefined
  const end = new Promise<never>((_, reject) => {
    die = () => reject(new WorkerEnded())
  })
  end.catch(() => undefined)
  return { service, end, die }
}

/** Two fitting workers, wired in this process. */
export function mortalEngine(
  memory: Pick<RunServiceOptions, 'budgetBytes' | 'wholeBytes'> = {},
): MortalEngine {
  const listeners = new Set<(kind: WorkerKind, next: AfterEnd) => void>()
  const counts = new Map<string, number>()
  const due = new Set<string>()
  const stores: HeldSlabs[] = [createHeldSlabs(), createHeldSlabs()]
  const receivers = stores.map((_, i): SlabReceiver => ({
    receive: (delivery) => Promise.resolve(stores[i]?.receive(structuredClone(delivery))),
    keep: (keys) => Promise.resolve(stores[i]?.keep(keys)),
  }))
  const fitService = (i: number): object => createFitService((stores[i] = createHeldSlabs()))
  const make = {
    run: () => createRunService({ receivers: () => receivers, ...memory }),
    design: () => createDesignService(),
    fit: () => fitService(0),
  }
  const lives = {
    run: born(make.run()),
    design: born(make.design()),
    fit: born(make.fit()),
    other: born(fitService(1)),
  }

  function kill(kind: WorkerKind, next: AfterEnd = 'restarted'): void {
    lives[kind].die()
    if (next === 'restarted') lives[kind] = born(make[kind]())
    for (const listener of listeners) listener(kind, next)
  }

  function calling(which: keyof typeof lives): object {
    const call = (method: string): Call => {
      return async (...args) => {
        counts.set(method, (counts.get(method) ?? 0) + 1)
        const { service, end } = lives[which]
        const times = String(counts.get(method))
        if (which !== 'other' && due.delete(`${which}.${method}.${times}`)) {
          // The page hears of a worker's end by an event, never in the middle of its own work.
          await new Promise((resolve) => setTimeout(resolve))
          kill(which)
        }
        const answer = (service as Record<string, Call>)[method]
        if (answer === undefined) throw new Error(`no method ${method}`)
        return Promise.race([end, answer(...args)])
      }
    }
    return new Proxy({}, { get: (_, method) => (method === 'then' ? undefined : call(String(method))) })
  }

  const engine: Engine = {
    run: calling('run') as RunContract,
    design: calling('design') as Engine['design'],
    fits: [calling('fit') as FitContract, calling('other') as FitContract],
    ready: Promise.resolve(),
    onWorkerEnd(listener) {
      listeners.add(listener)
    },
  }
  return {
    engine,
    kill,
    killAtNext(kind, method, after = 0) {
      due.add(`${kind}.${method}.${String((counts.get(method) ?? 0) + 1 + after)}`)
    },
    calls: (method) => counts.get(method) ?? 0,
  }
}
