/** Every way in which a worker could reach an address. */
const waysOut = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
] as const

/**
 * Takes a worker's ways to reach the network from it: the page's policy is a meta element, which does not bind workers
 * (docs/decisions/0002), and nothing here asks for anything.
 */
export function leaveNetwork(scope: object): void {
  for (const name of waysOut) {
    for (let owner: object | null = scope; owner !== null; owner = Reflect.getPrototypeOf(owner)) {
      if (Object.hasOwn(owner, name)) Reflect.deleteProperty(owner, name)
    }
  }
}
