import type { FitContract, SlabDelivery } from '../protocol/fitContract.ts'
import { createFitService } from './fitService.ts'
import { createHeldSlabs } from './heldSlabs.ts'
import { serve } from './serve.ts'
import { warmUpFits } from './warmUpFits.ts'
import { warmUpSoon } from './warmUpSoon.ts'

const held = createHeldSlabs()

const service: FitContract = {
  ...createFitService(held),
  connect(port) {
    serve(
      {
        receive: (delivery: SlabDelivery) => held.receive(delivery),
        keep: (dataKeys: readonly string[]) => held.keep(dataKeys),
      },
      port,
    )
    return Promise.resolve()
  },
}

serve(service)
warmUpSoon(warmUpFits)
