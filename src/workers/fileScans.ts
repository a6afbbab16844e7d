import { isUnscaledInteger, type RawVolumes } from '../core/volume/rawVolumes.ts'
import type { OnProgress } from '../protocol/progress.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import { allocateBytes, createBlockSink, type ScanRoom } from './blockSink.ts'
import type { Inflate } from './inflate.ts'
import { rawFromBytes } from './rawFromBytes.ts'
import { readVoxels, type OpenImage } from './readVoxels.ts'
import { refusedReading } from './refusedReading.ts'
import { scansPerBlock, storageOf, type ScanSource } from './scanSource.ts'

/** How a file's scans are read. */
export interface FileScansOptions {
  readonly inflate?: Inflate
  /** Where the pass puts the scans; default memory of its own for a block at a time. */
  readonly room?: ScanRoom
  /** What progress says is being done. */
  readonly what?: string
}

/** The scans of a run in its file: every pass reads the file anew. */
export function fileScans(image: OpenImage, { inflate, room, what }: FileScansOptions = {}): ScanSource {
  const { header, file } = image
  const [nx, ny, nz, scanCount] = header.dims
  return {
    ...formOf(image),
    dims: [nx, ny, nz],
    scanCount,
    async eachBlock(visit, pass) {
      const here = room ?? { bytes: allocateBytes(blockBytesOf(header), file.name), holdsAll: false }
      const sink = createBlockSink(header, { fileName: file.name, visit, room: here })
      const onProgress: OnProgress = (progress) =>
        pass.onProgress({ ...progress, what: what ?? progress.what })
      await readVoxels(image, sink, { ...pass, onProgress, ...(inflate === undefined ? {} : { inflate }) })
    },
    ...(image.isCompressed ? {} : { stretch: (first, count) => stretchScans(image, first, count) }),
  }
}

/** Scans whose stretches are asked for at once. */
const stretchesAtOnce = 32

/** A stretch of `count` voxels of every scan of a file that is not compressed, sought scan by scan. */
function stretchScans(image: OpenImage, firstVoxel: number, count: number): ScanSource {
  const { header, file } = image
  const { dataOffset, bytesPerVoxel, dims } = header
  const [nx, ny, nz, scanCount] = dims
  const bytesAt = (t: number): Promise<ArrayBuffer> => {
    const start = dataOffset + (t * nx * ny * nz + firstVoxel) * bytesPerVoxel
    return file.slice(start, start + count * bytesPerVoxel).arrayBuffer()
  }
  const read = async (t: number, scans: number): Promise<Uint8Array<ArrayBuffer>> => {
    const pieces = await Promise.all(Array.from({ length: scans }, (_, i) => bytesAt(t + i)))
    const data = new Uint8Array(scans * count * bytesPerVoxel)
    pieces.forEach((piece, i) => {
      data.set(new Uint8Array(piece), i * count * bytesPerVoxel)
    })
    return data
  }
  return {
    ...formOf(image),
    dims: [count, 1, 1],
    scanCount,
    async eachBlock(visit, { checkpoint }) {
      for (let t = 0; t < scanCount; t += stretchesAtOnce) {
        const scans = Math.min(stretchesAtOnce, scanCount - t)
        const data = await read(t, scans).catch((error: unknown) => {
          throw refusedReading(error, file.name)
        })
        visit(rawFromBytes({ header: { ...header, dims: [count, 1, 1, scans] }, data }), t)
        await checkpoint()
      }
    },
  }
}

/** The run that a pass of `fileScans` puts into memory; to be made before that pass, which brings bytes into order. */
export function runKeptIn(keptIn: Uint8Array<ArrayBuffer>, { header }: OpenImage): RawVolumes {
  return rawFromBytes({ header: { ...header, littleEndian: true }, data: keptIn })
}

/** Bytes of the scans that are looked at together. */
export function blockBytesOf({ dims: [nx, ny, nz, scanCount], bytesPerVoxel }: NiftiHeader): number {
  const scanBytes = nx * ny * nz * bytesPerVoxel
  return scansPerBlock(scanBytes, scanCount) * scanBytes
}

/** What the numbers of a file are, told without reading any. */
function formOf({ header }: OpenImage): Pick<ScanSource, 'storage' | 'isUnscaledInteger'> {
  const nothing = rawFromBytes({ header: { ...header, littleEndian: true }, data: new Uint8Array(0) })
  return { storage: storageOf(nothing), isUnscaledInteger: isUnscaledInteger(nothing) }
}
