import { expect, it } from 'vitest'
import { leaveNetwork } from '../../src/workers/noNetwork.ts'

it('takes away every way to the network, wherever it is defined, and nothing else', () => {
  const scope = Object.create({ WebSocket: 1, Worker: 2 }) as Record<string, unknown>
  scope['fetch'] = 3
  scope['postMessage'] = 4
  leaveNetwork(scope)
  expect('fetch' in scope).toBe(false)
  expect('WebSocket' in scope).toBe(false)
  expect(scope).toMatchObject({ postMessage: 4 })
  expect(scope['Worker']).toBe(2)
})
