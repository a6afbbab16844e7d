import { inflatedPieces } from './inflate.ts'

/** Asks for a file to be inflated; the bytes come through the port. */
export interface InflateRequest {
  readonly file: File
  readonly port: MessagePort
}

/** What comes through the port. */
export type InflateMessage =
  /** The next bytes, transferred, and how many of the file's own have been read for them. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer>; readonly read: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }

/** What goes back through it: a buffer to be filled again, or that no more is wanted. */
export type InflateReply = ArrayBuffer | 'stop'

const bufferBytes = 1 << 20
/** Buffers on their way at most: who inflates is never far ahead of who looks at the bytes. */
const mostBuffers = 8

/** Inflates a file for another thread, until its end or until it is told to stop. */
export async function serveInflation({ file, port }: InflateRequest): Promise<void> {
  const buffers = createBuffers(port)
  let read = 0
  const post = (message: InflateMessage): void => port.postMessage(message)
  try {
    let batch = await buffers.next()
    let filled = 0
    const send = (): void => {
      const message: InflateMessage = { kind: 'bytes', bytes: batch.subarray(0, filled), read }
      port.postMessage(message, [batch.buffer])
    }
    for await (const piece of inflatedPieces(file, (bytes) => (read = bytes))) {
      for (let from = 0; from < piece.length;) {
        const taken = Math.min(piece.length - from, batch.length - filled)
        batch.set(piece.subarray(from, from + taken), filled)
        filled += taken
        from += taken
        if (filled < batch.length) continue
        send()
        batch = await buffers.next()
        filled = 0
      }
      if (buffers.isStopped()) return
    }
    if (filled > 0) send()
    post({ kind: 'end' })
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    post({ kind: 'failed', name, message })
  }
}

interface Buffers {
  /** An empty buffer; waits for one to come back when all are on their way. */
  next(): Promise<Uint8Array<ArrayBuffer>>
  isStopped(): boolean
}

function createBuffers(port: MessagePort): Buffers {
  const returned: ArrayBuffer[] = []
  let made = 0
  let isStopped = false
  let wake = (): void => undefined
  port.onmessage = ({ data }: MessageEvent<InflateReply>) => {
    if (data === 'stop') isStopped = true
    else returned.push(data)
    wake()
  }
  return {
    isStopped: () => isStopped,
    async next() {
      while (returned.length === 0 && made === mostBuffers && !isStopped) {
        await new Promise<void>((resolve) => (wake = resolve))
      }
      const buffer = returned.pop()
      if (buffer === undefined) made++
      return new Uint8Array(buffer ?? new ArrayBuffer(bufferBytes))
    },
  }
}
