import * as Comlink from 'comlink'
import type { SlabDelivery, SlabReceiver } from '../protocol/fitContract.ts'

/** The receiver at the other end of a port. Slabs are transferred: after `receive` the sender no longer has them. */
export function receiverAt(port: MessagePort): SlabReceiver {
  const remote = Comlink.wrap<SlabReceiver>(port)
  return {
    receive: (delivery) => remote.receive(Comlink.transfer(delivery, buffersOf(delivery))),
    keep: (dataKeys) => remote.keep(dataKeys),
  }
}

function buffersOf(delivery: SlabDelivery): Transferable[] {
  const arrays = [delivery.voxels, delivery.unscaledMeans]
  const slabs = delivery.slabs.flatMap(({ centred, means }) => [centred, means])
  // A slab's two arrays may lie in one buffer.
  return [...new Set([...arrays, ...slabs].map((array) => array.buffer as ArrayBuffer))]
}
