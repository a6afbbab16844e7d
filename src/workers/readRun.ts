import { requireMemory } from '../core/formats/memoryNeed.ts'
import { epiMask } from '../core/volume/epiMask.ts'
import { usualEpiMask } from '../core/volume/likelyVoxels.ts'
import type { KeptRun } from '../protocol/runContract.ts'
import { allocateBytes } from './blockSink.ts'
import { fileScans, runKeptIn } from './fileScans.ts'
import { asInFile, type ReadRun } from './heldRun.ts'
import type { LoadRunOptions } from './loadRun.ts'
import { modelledScans } from './modelledScans.ts'
import type { OpenImage } from './readVoxels.ts'
import { findStatistics, type Guess, type RunStatistics } from './runStatistics.ts'
import { memoryScans, type ScanSource } from './scanSource.ts'

interface ReadRunOptions extends LoadRunOptions {
  readonly fileName: string
}

/**
 * Reads a run once, keeping what `kept` says and the series of the voxels that are likely to be fitted. Throws a Refusal
 * where that needs more memory than may be taken, before it is taken.
 */
export async function readRun(
  image: OpenImage,
  kept: KeptRun,
  options: ReadRunOptions,
): Promise<Omit<ReadRun, 'summary'>> {
  const { memory = 'ask' } = options
  const require = (countedVoxels: number | null): void => {
    if (memory === 'take') return
    const keptBytes = kept.kind === 'whole' ? kept.storedBytes : 0
    const { budgetBytes, fileName } = options
    requireMemory({ header: image.header, fileName, budgetBytes, keptBytes, countedVoxels })
  }
  if (memory === 'ask') require(null)
  if (kept.kind === 'whole') return readWhole(image, options, require)
  return readSeries(image, options, require)
}

type Require = (countedVoxels: number) => void

/** Keeps all voxels as they are stored. */
async function readWhole(
  image: OpenImage,
  options: ReadRunOptions,
  require: Require,
): Promise<Omit<ReadRun, 'summary'>> {
  const keptIn = allocateBytes(
    image.header.dims.reduce((n, size) => n * size, image.header.bytesPerVoxel),
    options.fileName,
  )
  const raw = runKeptIn(keptIn, image)
  const what = `Reading ${options.fileName}`
  const reading = fileScans(image, { ...inflating(options), keptIn, what })
  return { source: memoryScans(raw), statistics: await statisticsOf(reading, image, { ...options, require }) }
}

/** Keeps nothing but series; the rest is read again from the file when it is needed. */
async function readSeries(
  image: OpenImage,
  options: ReadRunOptions,
  require: Require,
): Promise<Omit<ReadRun, 'summary'>> {
  const isCountedFirst = options.memory === 'brain-first'
  const what = isCountedFirst
    ? `Reading ${options.fileName} to count the brain’s voxels, keeping nothing`
    : `Reading ${options.fileName}, keeping what may be fitted`
  const reading = fileScans(image, { ...inflating(options), what })
  const statistics = await statisticsOf(reading, image, { ...options, require })
  if (isCountedFirst) require(brainVoxels(reading, statistics))
  const what2 = `Reading ${options.fileName} again`
  return { source: fileScans(image, { ...inflating(options), what: what2 }), statistics }
}

function inflating({ inflate }: ReadRunOptions): Pick<ReadRunOptions, 'inflate'> {
  return inflate === undefined ? {} : { inflate }
}

function statisticsOf(
  source: ScanSource,
  { header }: OpenImage,
  options: ReadRunOptions & { readonly require: Require },
): Promise<RunStatistics> {
  const guess: Guess =
    options.memory === 'brain-first'
      ? { kind: 'none' }
      : { kind: 'first-scans', storage: source.storage, afford: options.require }
  return findStatistics(modelledScans(source, header.grid, asInFile), guess, options)
}

/** Voxels in nilearn's or SPM12's usual mask. */
function brainVoxels({ dims, storage }: ScanSource, { moments, usualSpmMask }: RunStatistics): number {
  const nilearn = epiMask({ dims, mean: moments.strictMean, storage }, usualEpiMask)
  return nilearn.reduce((count, value, i) => count + (value | (usualSpmMask[i] ?? 0)), 0)
}
