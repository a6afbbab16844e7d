import * as Comlink from 'comlink'
import type { SlabReceiver } from '../protocol/fitContract.ts'
import { transferred } from './transferred.ts'

/** The receiver at the other end of a port. Slabs are transferred: after `receive` the sender no longer has them. */
export function receiverAt(port: MessagePort): SlabReceiver {
  const remote = Comlink.wrap<SlabReceiver>(port)
  return {
    receive: (delivery) => remote.receive(transferred(delivery)),
    keep: (dataKeys) => remote.keep(dataKeys),
  }
}
