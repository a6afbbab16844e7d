import { Refusal } from '../core/finding.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requireAllData } from '../core/formats/niftiRun.ts'
import { rawFromBytes } from './rawFromBytes.ts'
import { scansPerBlock, type BlockVisitor } from './scanSource.ts'

/** Takes the inflated bytes of a file from its first byte on, in pieces. */
export interface ByteSink {
  /** Adds a piece; true once all that is wanted is there, so that reading can stop. */
  push(piece: Uint8Array): boolean
  /** Bytes taken so far. */
  readonly received: number
  /** To be called at the end of the file. Throws a Refusal when bytes are missing. */
  finish(): void
}

/** Memory for scans as they are stored. */
export interface ScanRoom {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly holdsAll: boolean
}

export interface BlockSinkOptions {
  readonly fileName: string
  readonly visit: BlockVisitor
  /** Where the voxels go: memory for the whole image, which then is kept there, or for a block at a time. */
  readonly room: ScanRoom
}

/** A sink for the file with the voxels of `header` that shows the scans block by block, as soon as they are there. */
export function createBlockSink(header: NiftiHeader, { fileName, visit, room }: BlockSinkOptions): ByteSink {
  const [nx, ny, nz, scanCount] = header.dims
  const scanBytes = nx * ny * nz * header.bytesPerVoxel
  const perBlock = scansPerBlock(scanBytes, scanCount)
  const { bytes: buffer, holdsAll } = room
  let received = 0
  let shown = 0

  /** Bytes of voxels that have come. */
  const filled = (): number => Math.max(0, received - header.dataOffset)

  function show(count: number): void {
    const start = holdsAll ? shown * scanBytes : 0
    const data = buffer.subarray(start, start + count * scanBytes)
    visit(rawFromBytes({ header: { ...header, dims: [nx, ny, nz, count] }, data }), shown)
    shown += count
  }

  function take(piece: Uint8Array): number {
    const count = Math.min(perBlock, scanCount - shown)
    const bufferStart = holdsAll ? 0 : shown * scanBytes
    const taken = Math.min(piece.length, (shown + count) * scanBytes - filled())
    buffer.set(piece.subarray(0, taken), filled() - bufferStart)
    received += taken
    if (filled() === (shown + count) * scanBytes) show(count)
    return taken
  }

  return {
    get received() {
      return received
    },
    push(piece) {
      let from = Math.min(piece.length, Math.max(0, header.dataOffset - received))
      received += from
      while (from < piece.length && shown < scanCount) from += take(piece.subarray(from))
      return shown === scanCount
    },
    finish() {
      requireAllData(header, received, fileName)
    },
  }
}

/** Bytes of their own. Throws a Refusal where the browser does not give as many. */
export function allocateBytes(bytes: number, file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refusal({
      code: 'memory-not-given',
      severity: 'error',
      file,
      message: `The image needs ${(bytes / 1e9).toFixed(1)} GB of memory, which the browser does not give.`,
      remedy: 'Close other tabs and programs, or add a run with fewer or larger voxels.',
    })
  }
}
