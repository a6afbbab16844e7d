import { readingReport } from './filePieces.ts'
import type { Inflate } from './inflate.ts'
import type { InflateMessage, InflateReply, InflateRequest } from './inflateService.ts'

/** The worker that inflates. */
export interface InflateWorker {
  postMessage(request: InflateRequest, transfer: Transferable[]): void
}

/** Inflates in another thread while this one looks at the bytes. */
export function inflateElsewhere(worker: InflateWorker): Inflate {
  return async function* (file, onProgress) {
    const { port1, port2 } = new MessageChannel()
    const next = messagesOf(port1)
    const reply = (answer: InflateReply, transfer: Transferable[] = []): void =>
      port1.postMessage(answer, transfer)
    const report = readingReport(file, onProgress)
    worker.postMessage({ file, port: port2 }, [port2])
    try {
      for (;;) {
        const message = await next()
        if (message.kind === 'end') return
        if (message.kind === 'failed')
          throw Object.assign(new TypeError(message.message), { name: message.name })
        report(message.read)
        yield message.bytes
        reply(message.bytes.buffer, [message.bytes.buffer])
      }
    } finally {
      reply('stop')
      port1.close()
    }
  }
}

/** The messages of a port, one after the other. */
function messagesOf(port: MessagePort): () => Promise<InflateMessage> {
  const waiting: InflateMessage[] = []
  let wake = (): void => undefined
  port.onmessage = ({ data }: MessageEvent<InflateMessage>) => {
    waiting.push(data)
    wake()
  }
  return async () => {
    for (;;) {
      const message = waiting.shift()
      if (message !== undefined) return message
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
}
