import type { FitContract } from '../protocol/fitContract.ts'
import { createFitService } from './fitService.ts'
import { createHeldSlabs } from './heldSlabs.ts'
import { serve } from './serve.ts'

const held = createHeldSlabs()

const service: FitContract = {
  ...createFitService(held),
  connect(port) {
    serve({ receive: held.receive, keep: held.keep }, port)
    return Promise.resolve()
  },
}

serve(service)
