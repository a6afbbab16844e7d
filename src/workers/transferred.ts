import * as Comlink from 'comlink'

/** A message whose arrays go along instead of being copied: the sender no longer has them. All of them own their memory. */
export function transferred<Message extends object>(message: Message): Message {
  return Comlink.transfer(message, buffersOf(message))
}

/** The buffers of all arrays in a plain value, each once: some may share one. */
function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const look = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return
    if (ArrayBuffer.isView(at)) found.add(at.buffer as ArrayBuffer)
    else for (const part of at instanceof Map ? at.values() : Object.values(at)) look(part)
  }
  look(value)
  return [...found]
}
