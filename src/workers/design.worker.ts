import type { DesignContract } from '../protocol/designContract.ts'
import { createDesignService } from './designService.ts'
import { serve } from './serve.ts'

const service: DesignContract = createDesignService()

serve(service)
