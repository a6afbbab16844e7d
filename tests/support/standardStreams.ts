/**
 * Node's `DecompressionStream` still reads what it was given after its `write` has resolved, and hands out pieces of memory that it
 * goes on filling. By the Compression Standard, as browsers have it, it does neither, and the workers rely on that: here it gets
 * and gives copies.
 */
class StandardDecompressionStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly writable: WritableStream<BufferSource>

  constructor(format: CompressionFormat) {
    const inner = new NodesOwn(format)
    const writer = inner.writable.getWriter()
    this.writable = new WritableStream({
      start: (controller) => void writer.closed.catch((error: unknown) => controller.error(error)),
      write: (piece) => writer.write(copyOf(piece)),
      close: () => writer.close(),
      abort: (reason) => writer.abort(reason),
    })
    this.readable = inner.readable.pipeThrough(
      new TransformStream({ transform: (piece, controller) => controller.enqueue(piece.slice()) }),
    )
  }
}

function copyOf(piece: BufferSource): Uint8Array<ArrayBuffer> {
  const isView = ArrayBuffer.isView(piece)
  return (
    isView ? new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength) : new Uint8Array(piece)
  ).slice()
}

const NodesOwn = globalThis.DecompressionStream
globalThis.DecompressionStream = StandardDecompressionStream
