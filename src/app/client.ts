import * as Comlink from 'comlink'
import { unpackError, type PlainError } from '../protocol/errors.ts'
import { watchWorker } from './livingWorker.ts'

/** How a worker is started, and who is told when another had to take its place. */
export interface WorkerSource {
  readonly start: (name: string) => Worker
  readonly name: string
  readonly onRestart: () => void
  /** Another one was not started: it ends too often. */
  readonly onGivenUp: () => void
}

/** A worker that ends this often within a minute ends for a reason that starting it again does not remove. */
const mostRestartsPerMinute = 3

type Remote = Comlink.Remote<Record<string, (...args: unknown[]) => unknown>>

/** One worker's life: calls to it, which reject when it ends. */
interface Life {
  readonly remote: Remote
  readonly end: Promise<never>
  readonly stop: () => void
}

/** How to end each client's worker. */
const endings = new WeakMap<object, () => void>()

/** Ends a client's worker for good; calls that are under way reject. */
export function endClient(contract: object): void {
  endings.get(contract)?.()
}

/**
 * The page's side of a worker's contract: callbacks are proxied, message ports transferred, packed errors unpacked. A
 * worker that ends is started again; calls that were under way reject, later ones go to the new worker.
 */
export function client<Contract extends object>(source: WorkerSource): Contract {
  const restarts: number[] = []
  let isEnded = false
  let life = begin()

  function begin(): Life {
    const name = `${source.name} ${crypto.randomUUID()}`
    const { worker, end, stop } = watchWorker(source.start(name), name)
    end.catch(restart)
    return {
      stop,
      remote: Comlink.wrap<Record<string, (...args: unknown[]) => unknown>>(worker),
      end,
    }
  }

  function restart(): void {
    if (isEnded) return
    const now = performance.now()
    restarts.push(now)
    if (restarts.filter((time) => now - time < 60_000).length > mostRestartsPerMinute) {
      source.onGivenUp()
      return
    }
    life = begin()
    source.onRestart()
  }

  const contract = new Proxy({} as Contract, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? caller(() => life, name) : undefined),
  })
  endings.set(contract, () => {
    isEnded = true
    life.stop()
  })
  return contract
}

function caller(life: () => Life, name: string): (...args: unknown[]) => Promise<unknown> {
  return async (...args) => {
    const { remote, end } = life()
    const method = remote[name]
    if (method === undefined) throw new Error(`the worker has no method ${name}`)
    try {
      return await Promise.race([method(...args.map(portable)), end])
    } catch (error) {
      throw isPlainError(error) ? unpackError(error) : error
    }
  }
}

function portable(argument: unknown): unknown {
  if (typeof argument === 'function') return Comlink.proxy(argument)
  if (argument instanceof MessagePort) return Comlink.transfer(argument, [argument])
  if (Array.isArray(argument) && argument[0] instanceof MessagePort) {
    return Comlink.transfer(argument, argument as MessagePort[])
  }
  return argument
}

function isPlainError(error: unknown): error is PlainError {
  return typeof error === 'object' && error !== null && 'kind' in error
}
