import { serveInflation, type InflateRequest } from './inflateService.ts'

globalThis.onmessage = ({ data }: MessageEvent<InflateRequest>) => {
  void serveInflation(data)
}
