import { Refusal } from '../core/finding.ts'
import { groupVoxelsWithin, mostWholeBytesBeside, requireMemory } from '../core/formats/memoryNeed.ts'
import { dataBytesOf } from '../core/formats/niftiHeader.ts'
import { epiMaskInParts } from '../core/volume/epiMask.ts'
import { usualEpiMask } from '../core/volume/likelyVoxels.ts'
import { voxelCountOf } from '../core/volume/rawVolumes.ts'
import type { RunKernels } from '../core/volume/runKernels.ts'
import type { KeptRun } from '../protocol/runContract.ts'
import { blockBytesOf, fileScans, runKeptIn } from './fileScans.ts'
import { asInFile, type ReadRun } from './heldRun.ts'
import { inTurns } from './inTurns.ts'
import { volumeKernels } from './kernels.ts'
import type { LoadRunOptions } from './loadRun.ts'
import { modelledScans } from './modelledScans.ts'
import type { OpenImage } from './readVoxels.ts'
import { createSlabRoom, fetchingRoom } from './slabRoom.ts'
import { makeRunRoom, type RoomForm } from './runRoom.ts'
import { findStatistics, type Guess, type RunStatistics } from './runStatistics.ts'
import { memoryScans, type Pass, type ScanSource } from './scanSource.ts'

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
    const limitBytes = mostWholeBytesBeside(budgetBytes, counted, header.dims[3])
    return readRun(image, { ...sizes, limitBytes }, options)
  }
  const require = requireBeside(0)
  if (memory === 'ask') require(null)
  return { ...(await readOnce(image, options, require)), kept: { ...sizes, kind: 'series' } }
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
  const need = { bytes: dataBytesOf(image.header), holdsAll: true }
  const { bytes, kernels } = makeRunRoom(roomForm(image), need, options.fileName)
  const raw = runKeptIn(bytes, image)
  const what = `Reading ${options.fileName}`
  const reading = fileScans(image, { ...inflating(options), room: { bytes, holdsAll: true }, what })
  // Compiled, series are cut in no time once it is known which: nothing need be guessed where all of them could be held.
  const cutters = canHold(require, voxelCountOf(reading.dims)) ? kernels : null
  const guesses = cutters === null
  const cutter = cutters && { kernels: cutters, room: createSlabRoom(cutters, voxelCountOf(reading.dims)) }
  const scans = cutter === null ? reading : fetchingRoom(reading, cutter.room)
  try {
    const statistics = await statisticsOf(scans, image, { ...options, require, kernels, guesses })
    return { source: memoryScans(raw), statistics, cutter }
  } catch (error) {
    // What can be had in passes is not asked for.
    if (isOverMemory(error)) return null
    throw error
  }
}

function isOverMemory(error: unknown): boolean {
  return error instanceof Refusal && error.finding.code === 'run-over-memory'
}

function canHold(require: Require, voxelCount: number): boolean {
  try {
    require(voxelCount)
    return true
  } catch (error) {
    if (isOverMemory(error)) return false
    throw error
  }
}

function roomForm({ header: { dims, datatype, slope, intercept } }: OpenImage): RoomForm {
  const [nx, ny, nz, scanCount] = dims
  return { datatype, slope, intercept, size: nx * ny * nz, scanCount }
}

/** Keeps nothing but series, or not even these; the rest is read again from the file when it is needed. */
async function readOnce(
  image: OpenImage,
  options: ReadRunOptions,
  require: Require,
): Promise<Omit<ReadRun, 'summary'>> {
  const isCountedFirst = options.memory === 'brain-first'
  const need = { bytes: blockBytesOf(image.header), holdsAll: false }
  const { bytes, kernels } = makeRunRoom(roomForm(image), need, options.fileName)
  const room = { bytes, holdsAll: false }
  const reading = fileScans(image, { ...inflating(options), room, what: whatIsRead(options) })
  const guesses = options.memory !== 'brain-first' && options.memory !== 'in-groups'
  const statistics = await statisticsOf(reading, image, { ...options, require, kernels, guesses })
  if (isCountedFirst) require(await brainVoxels(reading, statistics, options))
  const what2 = `Reading ${options.fileName} again`
  return { source: fileScans(image, { ...inflating(options), what: what2 }), statistics, cutter: null }
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

interface StatisticsOptions extends ReadRunOptions {
  readonly require: Require
  readonly kernels: RunKernels | null
  /** Whether the series of the voxels that are likely to be wanted are cut on the way. */
  readonly guesses: boolean
}

function statisticsOf(
  source: ScanSource,
  { header }: OpenImage,
  { require, kernels, guesses, ...pass }: StatisticsOptions,
): Promise<RunStatistics> {
  const guess: Guess = guesses
    ? { kind: 'first-scans', storage: source.storage, afford: require }
    : { kind: 'none' }
  return findStatistics(modelledScans(source, header.grid, asInFile), guess, pass, kernels?.statistics())
}

/** Voxels in nilearn's or SPM12's usual mask. */
async function brainVoxels(
  { dims, storage }: ScanSource,
  { moments, usualSpmMask }: RunStatistics,
  { checkpoint }: Pass,
): Promise<number> {
  const mean = { dims, mean: moments.strictMean, storage }
  const nilearn = await inTurns(epiMaskInParts(mean, usualEpiMask, volumeKernels()), checkpoint)
  return nilearn.reduce((count, value, i) => count + (value | (usualSpmMask[i] ?? 0)), 0)
}
