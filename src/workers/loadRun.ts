import { requireMemory } from '../core/formats/memoryNeed.ts'
import { dataBytesOf, headerFindings, type NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requireRun } from '../core/formats/niftiRun.ts'
import { Refusal, type Finding } from '../core/finding.ts'
import { runStem } from '../core/export/mapNames.ts'
import type { ImageFiles, RunSummary } from '../protocol/runContract.ts'
import type { RunMoments } from '../core/volume/runMoments.ts'
import { allocateBytes } from './blockSink.ts'
import { fileScans, runKeptIn } from './fileScans.ts'
import { asInFile, holdRun, type HeldRun, type ReadRun } from './heldRun.ts'
import { modelledScans } from './modelledScans.ts'
import { openImage, type OpenImage, type ReadOptions } from './readVoxels.ts'
import { findStatistics, type Guess, type RunStatistics } from './runStatistics.ts'
import { memoryScans } from './scanSource.ts'

/** How a run is read. */
export interface LoadRunOptions extends ReadOptions {
  /** Bytes that may be taken without asking. */
  readonly budgetBytes: number
  /** Largest run, in bytes as stored, of which all voxels stay in memory; default `mostWholeBytes`. */
  readonly wholeBytes?: number
}

/**
 * A run above this is not kept as a whole: its masked series in float32 and the page already take what a tab should. What
 * other settings need of it is read again from the file.
 */
export const mostWholeBytes = 160e6

/** Reads a run from its files. Throws a Refusal for files that are not a run. */
export async function loadRun(files: ImageFiles, options: LoadRunOptions): Promise<HeldRun> {
  const { name } = files.file
  const image = await openImage(files, (header) => requireRun(header, name))
  const { header } = image
  requireMemory(header, options.budgetBytes, name)
  const isWhole = dataBytesOf(header) <= (options.wholeBytes ?? mostWholeBytes)
  const { source, statistics } = await (isWhole ? readWhole : readInPasses)(image, options)
  const summary = summaryOf(header, name)
  const values = header.dims.reduce((product, n) => product * n, 1)
  const findings = valueFindings(statistics.moments, values, name)
  return holdRun({
    summary: { ...summary, findings: [...summary.findings, ...findings] },
    source,
    statistics,
  })
}

type Read = Omit<ReadRun, 'summary'>

/** Keeps all voxels as they are stored. */
async function readWhole(image: OpenImage, options: LoadRunOptions): Promise<Read> {
  const { header, file } = image
  const keptIn = allocateBytes(dataBytesOf(header), file.name)
  const raw = runKeptIn(keptIn, image)
  const { statistics } = await readOnce(image, options, keptIn)
  return { source: memoryScans(raw), statistics }
}

/** Keeps nothing but the series of the voxels that are likely to be fitted. */
function readInPasses(image: OpenImage, options: LoadRunOptions): Promise<Read> {
  return readOnce(image, options)
}

async function readOnce(
  image: OpenImage,
  options: LoadRunOptions,
  keptIn?: Uint8Array<ArrayBuffer>,
): Promise<Read> {
  const inflating = options.inflate === undefined ? {} : { inflate: options.inflate }
  const source = fileScans(image, inflating)
  const reading = keptIn === undefined ? source : fileScans(image, { ...inflating, keptIn })
  const scans = modelledScans(reading, image.header.grid, asInFile)
  const guess: Guess = { kind: 'first-scans', storage: source.storage, afford: () => undefined }
  const statistics: RunStatistics = await findStatistics(scans, guess, options)
  return { source, statistics }
}

function summaryOf(header: NiftiHeader, fileName: string): RunSummary {
  return {
    name: runStem(fileName.replace(/\.hdr\.gz$/i, '.hdr')),
    grid: header.grid,
    scanCount: header.dims[3],
    datatype: header.datatype,
    headerTr: header.headerTr,
    findings: headerFindings(header, fileName),
  }
}

function valueFindings({ mean, varies, nonFiniteCount }: RunMoments, count: number, file: string): Finding[] {
  if (!varies.includes(1)) throw nothingVaries(mean, nonFiniteCount === count, file)
  if (nonFiniteCount === 0) return []
  return [
    {
      code: 'run-not-finite',
      severity: 'warning',
      file,
      message: `${String(nonFiniteCount)} of ${String(count)} values are NaN or Inf.`,
      remedy: 'nilearn counts them as 0; SPM12 leaves their voxels out of the mask.',
    },
  ]
}

function nothingVaries(mean: Float64Array, isNeverFinite: boolean, file: string): Refusal {
  const remedy = 'Use the file as it came from the scanner or from preprocessing.'
  const refused = (code: string, message: string): Refusal =>
    new Refusal({ code, severity: 'error', file, message, remedy })
  if (isNeverFinite) return refused('run-no-finite', 'Every value of the image is NaN or Inf.')
  if (mean.every((value) => value === 0))
    return refused('run-all-zero', 'Every finite value of the image is 0.')
  return refused('run-constant', 'No voxel of the image varies in time.')
}
