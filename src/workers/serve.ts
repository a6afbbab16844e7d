import * as Comlink from 'comlink'
import { packError } from '../protocol/errors.ts'
import { holdLifeLock } from './lifeLock.ts'
import { leaveNetwork } from './noNetwork.ts'

type Method = (...args: never[]) => unknown

/**
 * Answers calls from the page with a service. What a method throws travels as a packed error: structured cloning of an
 * Error would lose what makes a refusal a refusal.
 */
export function serve<Service extends object>(service: Service, endpoint?: Comlink.Endpoint): void {
  const methods = Object.entries(service as Record<string, Method>).map(([name, method]) => [
    name,
    packing(method),
  ])
  Comlink.expose(Object.fromEntries(methods), endpoint)
  if (endpoint !== undefined) return
  leaveNetwork(globalThis)
  holdLifeLock()
}

function packing(method: Method): (...args: never[]) => Promise<unknown> {
  return async (...args) => {
    try {
      return await method(...args)
    } catch (error) {
      // Comlink passes on thrown values that are not Errors as they are.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw packError(error)
    }
  }
}
