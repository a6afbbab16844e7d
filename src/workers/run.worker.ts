import type { SlabReceiver } from '../protocol/fitContract.ts'
import type { RunContract } from '../protocol/runContract.ts'
import { receiverAt } from './slabPort.ts'
import { serve } from './serve.ts'
import { createRunService } from './runService.ts'

let receivers: readonly SlabReceiver[] = []

const service: RunContract = {
  ...createRunService({ receivers: () => receivers }),
  connect(ports) {
    receivers = ports.map(receiverAt)
    return Promise.resolve()
  },
}

serve(service)
