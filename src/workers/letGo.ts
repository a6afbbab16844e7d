/** A port whose other end is closed: what is sent through it goes nowhere. */
let nowhere: MessagePort | null = null

/**
 * Gives a buffer's memory back at once; nobody may hold it any more. Left to the garbage collection, buffers of a thread that makes
 * little else pile up to a hundred megabytes. A message takes its buffers along whether or not somebody receives it;
 * `ArrayBuffer.transfer` does not do: in Chromium the memory stays with what the stream wrapped it in.
 */
export function letGo(buffer: ArrayBuffer): void {
  nowhere ??= closedPort()
  nowhere.postMessage(null, [buffer])
}

function closedPort(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  port2.close()
  return port1
}
