import * as Comlink from 'comlink'
import { unpackError, type PlainError } from '../protocol/errors.ts'

/**
 * The page's side of a worker's contract: callbacks are proxied, message ports transferred, packed errors unpacked.
 * The worker lives as long as the page.
 */
export function client<Contract extends object>(worker: Worker): Contract {
  const remote = Comlink.wrap<Record<string, (...args: unknown[]) => unknown>>(worker)
  return new Proxy({} as Contract, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? caller(remote, name) : undefined),
  })
}

type Remote = Comlink.Remote<Record<string, (...args: unknown[]) => unknown>>

function caller(remote: Remote, name: string): (...args: unknown[]) => Promise<unknown> {
  return async (...args) => {
    const method = remote[name]
    if (method === undefined) throw new Error(`the worker has no method ${name}`)
    try {
      return await method(...args.map(portable))
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
