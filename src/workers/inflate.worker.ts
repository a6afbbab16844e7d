import { serveInflation, type InflateRequest } from './inflateService.ts'
import { leaveNetwork } from './noNetwork.ts'

leaveNetwork(globalThis)

globalThis.onmessage = ({ data }: MessageEvent<InflateRequest>) => {
  void serveInflation(data)
}
