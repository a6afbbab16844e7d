import { Refusal } from '../core/finding.ts'
import { afniBricks, type AfniBrick } from '../core/formats/afniBricks.ts'
import { niftiExtensions } from '../core/formats/niftiExtensions.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import { decodeVoxels } from '../core/formats/niftiValues.ts'
import { recognitionHeadBytes } from '../core/formats/recognise.ts'
import { recogniseStatMap, type StatMap } from '../core/formats/statMap.ts'
import { mapVoxels } from '../core/formats/statMapValues.ts'
import type { ImageFiles, InspectOptions, MapImage } from '../protocol/runContract.ts'
import { sha256OfFile } from './fileHash.ts'
import type { Checkpoint } from './jobs.ts'
import { inflatedHead } from './readHeader.ts'
import { readImage } from './readImage.ts'

/**
 * Reads a statistical map on its own grid. Throws a Refusal for several volumes of which none was chosen, for a map without
 * values and for one of labels, unless it was called a map by hand.
 */
export async function readMap(
  files: ImageFiles,
  { volume, as }: Pick<InspectOptions, 'volume' | 'as'>,
  checkpoint: Checkpoint,
): Promise<MapImage> {
  const { name } = files.file
  const bricks = await bricksOf(files.file)
  const accept = (header: NiftiHeader): void => {
    const volumes = header.dims[3]
    if (volumes > 1 && (volume === undefined || volume >= volumes))
      throw severalVolumes(name, volumes, bricks)
  }
  const { header, data } = await readImage(files, { checkpoint, onProgress: () => undefined, accept })
  const count = header.dims[0] * header.dims[1] * header.dims[2]
  const values = new Float64Array(count)
  decodeVoxels(header, data, { firstVoxel: count * (volume ?? 0), count }, values)
  const { inside, looksLikeLabels, findings } = mapVoxels(values, name)
  const brick = bricks[volume ?? 0]
  const statMap = recogniseStatMap({ path: name, header, ...(brick && { brick }) }) ?? unknownMap(name)
  // Whole numbers are labels unless the header itself says what statistic they are.
  const areLabels = statMap.kind === 'labels' || (looksLikeLabels && statMap.confidence !== 'certain')
  if (as === undefined && areLabels) throw labels(name)
  const sha256 = await sha256OfFile(files.voxels ?? files.file)
  return { name, grid: header.grid, values, inside, statMap, sha256, findings }
}

/** A map that was called one by hand and says nothing of itself. */
function unknownMap(name: string): StatMap {
  return {
    kind: 'effect',
    tool: null,
    confidence: 'guess',
    degreesOfFreedom: [],
    contrastName: null,
    number: null,
    group: name,
  }
}

/** What AFNI says of the volumes in its extension of the header; empty for other files. */
async function bricksOf(file: File): Promise<readonly AfniBrick[]> {
  const extensions = niftiExtensions(await inflatedHead(file, recognitionHeadBytes))
  return extensions.filter(({ code }) => code === afniExtension).flatMap(({ text }) => afniBricks(text))
}

/** AFNI's code of extensions (nifti1.h, NIFTI_ECODE_AFNI). */
const afniExtension = 4

function severalVolumes(file: string, count: number, bricks: readonly AfniBrick[]): Refusal {
  const labels = bricks.slice(0, 12).map(({ label }, i) => `${String(i + 1)} ${label}`)
  return new Refusal({
    code: 'map-4d',
    severity: 'error',
    file,
    message: `The map has ${String(count)} volumes; a pane shows one.`,
    remedy: `Choose the volume to use${labels.length === 0 ? '' : `: ${labels.join(', ')}${bricks.length > 12 ? '…' : ''}`}.`,
  })
}

function labels(file: string): Refusal {
  return new Refusal({
    code: 'map-labels',
    severity: 'error',
    file,
    message: 'The image numbers regions: its values are labels, not a statistic.',
    remedy: 'Add the statistical map itself; if it is one after all, say so under Data.',
  })
}
