import type { DesignContract } from '../protocol/designContract.ts'
import { createDesignService } from './designService.ts'
import { serve } from './serve.ts'
import { warmUpDesigns } from './warmUpFits.ts'
import { warmUpSoon } from './warmUpSoon.ts'

const service: DesignContract = createDesignService()

serve(service)
warmUpSoon(warmUpDesigns)
