import { Refusal } from '../core/finding.ts'
import { groupVoxelsWithin, mostWholeBytesBeside, requireMemory } from '../core/formats/memoryNeed.ts'
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

/** What has been read, and what of it is kept. */
type Read = Omit<ReadRun, 'summary'> & { readonly kept: KeptRun }

/** How much a run takes, and how much may stay whole. */
type Sizes = Pick<KeptRun, 'storedBytes' | 'limitBytes'>

/**
 * Reads a run once, keeping the whole where it is small, and the series of the voxels that are likely to be fitted, unless
 * nothing is to be kept. Throws a Refusal where that needs more memory than may be taken, before it is taken.
 */
export async function readRun(image: OpenImage, sizes: Sizes, options: ReadRunOptions): Promise<Read> {
  const { memory = 'ask', budgetBytes, fileName } = options
  const { header } = image
  if (memory === 'in-groups') {
    const groupVoxels = groupVoxelsWithin(budgetBytes, header.dims[3])
    return { ...(await readOnce(image, options, unasked)), kept: { ...sizes, kind: 'nothing', groupVoxels } }
  }
  let counted = 0
  const requireBeside =
    (keptBytes: number): Require =>
    (countedVoxels) => {
      counted = countedVoxels ?? counted
      if (memory !== 'take') requireMemory({ header, fileName, budgetBytes, keptBytes, countedVoxels })
    }
  if (sizes.storedBytes <= sizes.limitBytes) {
    const whole = await readWhole(image, options, requireBeside(sizes.storedBytes))
    if (whole !== null) return { ...whole, kept: { ...sizes, kind: 'whole' } }
  }
  const require = requireBeside(0)
  if (memory === 'ask') require(null)
  // Where the whole was given up because of so many voxels, these say from where on.
  const beside = mostWholeBytesBeside(budgetBytes, counted, header.dims[3])
  const limitBytes = Math.min(sizes.limitBytes, beside)
  return { ...(await readOnce(image, options, require)), kept: { ...sizes, limitBytes, kind: 'series' } }
}

/** Throws a Refusal where so many voxels, or as many as are usual, need too much memory. */
type Require = (countedVoxels: number | null) => void

const unasked: Require = () => undefined

/** Keeps all voxels as they are stored; null where that turns out to need too much, with the voxels that are guessed. */
async function readWhole(
  image: OpenImage,
  options: ReadRunOptions,
  require: Require,
): Promise<Omit<ReadRun, 'summary'> | null> {
  const keptIn = allocateBytes(
    image.header.dims.reduce((n, size) => n * size, image.header.bytesPerVoxel),
    options.fileName,
  )
  const raw = runKeptIn(keptIn, image)
  const what = `Reading ${options.fileName}`
  const reading = fileScans(image, { ...inflating(options), keptIn, what })
  try {
    return {
      source: memoryScans(raw),
      statistics: await statisticsOf(reading, image, { ...options, require }),
    }
  } catch (error) {
    // What can be had in passes is not asked for.
    if (error instanceof Refusal && error.finding.code === 'run-over-memory') return null
    throw error
  }
}

/** Keeps nothing but series, or not even these; the rest is read again from the file when it is needed. */
async function readOnce(
  image: OpenImage,
  options: ReadRunOptions,
  require: Require,
): Promise<Omit<ReadRun, 'summary'>> {
  const isCountedFirst = options.memory === 'brain-first'
  const reading = fileScans(image, { ...inflating(options), what: whatIsRead(options) })
  const statistics = await statisticsOf(reading, image, { ...options, require })
  if (isCountedFirst) require(brainVoxels(reading, statistics))
  const what2 = `Reading ${options.fileName} again`
  return { source: fileScans(image, { ...inflating(options), what: what2 }), statistics }
}

function whatIsRead({ memory = 'ask', fileName }: ReadRunOptions): string {
  switch (memory) {
    case 'brain-first':
      return `Reading ${fileName} to count the brain’s voxels, keeping nothing`
    case 'in-groups':
      return `Reading ${fileName}, keeping no time series`
    case 'ask':
    case 'take':
      return `Reading ${fileName}, keeping what may be fitted`
  }
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
    options.memory === 'brain-first' || options.memory === 'in-groups'
      ? { kind: 'none' }
      : { kind: 'first-scans', storage: source.storage, afford: options.require }
  return findStatistics(modelledScans(source, header.grid, asInFile), guess, options)
}

/** Voxels in nilearn's or SPM12's usual mask. */
function brainVoxels({ dims, storage }: ScanSource, { moments, usualSpmMask }: RunStatistics): number {
  const nilearn = epiMask({ dims, mean: moments.strictMean, storage }, usualEpiMask)
  return nilearn.reduce((count, value, i) => count + (value | (usualSpmMask[i] ?? 0)), 0)
}
