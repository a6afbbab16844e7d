import { serveInflation, type InflateRequest } from './inflateService.ts'
import { holdLifeLock } from './lifeLock.ts'
import { leaveNetwork } from './noNetwork.ts'

leaveNetwork(globalThis)
holdLifeLock()

globalThis.onmessage = ({ data }: MessageEvent<InflateRequest>) => {
  void serveInflation(data)
}
