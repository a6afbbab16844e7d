import type { SlabReceiver } from '../protocol/fitContract.ts'
import type { RunContract } from '../protocol/runContract.ts'
import { inflateElsewhere } from './inflateElsewhere.ts'
import { memoryBudgetBytes } from './memoryBudget.ts'
import { receiverAt } from './slabPort.ts'
import { serve } from './serve.ts'
import { createRunService } from './runService.ts'

const inflater = new Worker(new URL('./inflate.worker.ts', import.meta.url), { type: 'module' })

let receivers: readonly SlabReceiver[] = []

const service: RunContract = {
  ...createRunService({
    receivers: () => receivers,
    budgetBytes: memoryBudgetBytes(navigator),
    inflate: inflateElsewhere(inflater),
  }),
  connect(ports) {
    receivers = ports.map(receiverAt)
    return Promise.resolve()
  },
}

serve(service)
