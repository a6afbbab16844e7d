import type { SlabReceiver } from '../protocol/fitContract.ts'
import type { RunContract } from '../protocol/runContract.ts'
import { inflateElsewhere } from './inflateElsewhere.ts'
import { whenEnded } from './lifeLock.ts'
import { memoryBudgetBytes } from './memoryBudget.ts'
import { receiverAt } from './slabPort.ts'
import { serve } from './serve.ts'
import { warmUpRun } from './warmUpRun.ts'
import { warmUpSoon } from './warmUpSoon.ts'
import { createRunService } from './runService.ts'

const inflaterName = `inflate ${crypto.randomUUID()}`
const inflater = new Worker(new URL('./inflate.worker.ts', import.meta.url), {
  type: 'module',
  name: inflaterName,
})
// What was being inflated would never come: the page starts both anew and has it read once more.
whenEnded(inflater, inflaterName, () => {
  close()
})

const inflate = inflateElsewhere(inflater)

let receivers: readonly SlabReceiver[] = []

const service: RunContract = {
  ...createRunService({
    receivers: () => receivers,
    budgetBytes: memoryBudgetBytes(navigator),
    inflate,
  }),
  connect(ports) {
    receivers = ports.map(receiverAt)
    return Promise.resolve()
  },
}

serve(service)
warmUpSoon(() => warmUpRun(inflate))
