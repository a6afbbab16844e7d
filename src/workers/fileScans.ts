import { isUnscaledInteger, type RawVolumes } from '../core/volume/rawVolumes.ts'
import type { OnProgress } from '../protocol/progress.ts'
import { createBlockSink } from './blockSink.ts'
import type { Inflate } from './inflate.ts'
import { rawFromBytes } from './rawFromBytes.ts'
import { readVoxels, type OpenImage } from './readVoxels.ts'
import { storageOf, type ScanSource } from './scanSource.ts'

/** How a file's scans are read. */
export interface FileScansOptions {
  readonly inflate?: Inflate
  /** Memory for all scans, which the pass fills. */
  readonly keptIn?: Uint8Array<ArrayBuffer>
  /** What progress says is being done. */
  readonly what?: string
}

/** The scans of a run in its file: every pass reads the file anew. */
export function fileScans(image: OpenImage, { inflate, keptIn, what }: FileScansOptions = {}): ScanSource {
  const { header, file } = image
  const [nx, ny, nz, scanCount] = header.dims
  return {
    ...formOf(image),
    dims: [nx, ny, nz],
    scanCount,
    async eachBlock(visit, pass) {
      const sink = createBlockSink(header, { fileName: file.name, visit, kept: keptIn ?? null })
      const onProgress: OnProgress = (progress) =>
        pass.onProgress({ ...progress, what: what ?? progress.what })
      await readVoxels(image, sink, { ...pass, onProgress, ...(inflate === undefined ? {} : { inflate }) })
    },
  }
}

/** The run that a pass of `fileScans` puts into memory; to be made before that pass, which brings bytes into order. */
export function runKeptIn(keptIn: Uint8Array<ArrayBuffer>, { header }: OpenImage): RawVolumes {
  return rawFromBytes({ header: { ...header, littleEndian: true }, data: keptIn })
}

/** What the numbers of a file are, told without reading any. */
function formOf({ header }: OpenImage): Pick<ScanSource, 'storage' | 'isUnscaledInteger'> {
  const nothing = rawFromBytes({ header: { ...header, littleEndian: true }, data: new Uint8Array(0) })
  return { storage: storageOf(nothing), isUnscaledInteger: isUnscaledInteger(nothing) }
}
