import { expect, it } from 'vitest'
import type { SlabDelivery, SlabReceiver } from '../../src/protocol/fitContract.ts'
import { serve } from '../../src/workers/serve.ts'
import { receiverAt } from '../../src/workers/slabPort.ts'

it('hands over slabs whose arrays share a buffer or have their own', async () => {
  const { port1, port2 } = new MessageChannel()
  const received: SlabDelivery[] = []
  const far: SlabReceiver = {
    receive: (delivery) => Promise.resolve(void received.push(delivery)),
    keep: () => Promise.resolve(),
  }
  serve(far, port2)
  const shared = new ArrayBuffer(24)
  const joined = {
    scanCount: 2,
    voxelCount: 1,
    centred: new Float32Array(shared, 0, 2).fill(3),
    means: new Float64Array(shared, 8, 1),
  }
  const apart = { scanCount: 2, voxelCount: 1, centred: Float32Array.of(1, -1), means: Float64Array.of(7) }
  const delivery = {
    dataKey: 'raw',
    voxels: Int32Array.of(4, 9),
    slabs: [joined, apart],
    unscaledMeans: Float64Array.of(0, 7),
  }
  const expected = structuredClone(delivery)
  await receiverAt(port1).receive(delivery)
  expect(received).toEqual([expected])
  expect(shared.byteLength).toBe(0)
  port1.close()
  port2.close()
})
