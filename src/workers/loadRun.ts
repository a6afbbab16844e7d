import { mostWholeBytesWithin } from '../core/formats/memoryNeed.ts'
import { dataBytesOf, headerFindings, type NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requireRun } from '../core/formats/niftiRun.ts'
import { Refusal, type Finding } from '../core/finding.ts'
import { runStem } from '../core/export/mapNames.ts'
import type { LoadOptions, RunFiles, RunSummary } from '../protocol/runContract.ts'
import type { RunMoments } from '../core/volume/runMoments.ts'
import { holdRun, type HeldRun } from './heldRun.ts'
import { readRun } from './readRun.ts'
import { openImage, type OpenImage, type ReadOptions } from './readVoxels.ts'

/** How a run is read. */
export interface LoadRunOptions extends ReadOptions, LoadOptions {
  /** Bytes that may be taken without asking. */
  readonly budgetBytes: number
  /** Largest run, in bytes as stored, of which all voxels stay in memory; default `mostWholeBytes`. */
  readonly wholeBytes?: number
}

/**
 * A run above this is not kept as a whole: its masked series in float32 and the page already take what a tab should. What
 * other settings need of it is read again from the file.
 */
const mostWholeBytes = 160e6

/** Reads a run from its files. Throws a Refusal for files that are not a run. */
export async function loadRun(files: RunFiles, options: LoadRunOptions): Promise<HeldRun> {
  const { name } = files.file
  const all = await openImage(files, (header) => requireRun(header, name))
  const image = firstScans(all, options.firstScans)
  const { header } = image
  const storedBytes = dataBytesOf(header)
  // What can be had in passes is not asked for as a whole.
  const affordable = mostWholeBytesWithin(options.budgetBytes, header)
  const limitBytes = Math.min(options.wholeBytes ?? mostWholeBytes, affordable)
  const sizes = { storedBytes, limitBytes }
  const { kept, ...read } = await readRun(image, sizes, { ...options, fileName: name })
  const values = header.dims.reduce((product, n) => product * n, 1)
  const scansInFile = all.header.dims[3]
  const findings = [
    ...headerFindings(header, name),
    ...(scansInFile > header.dims[3] ? [cutShort(header.dims[3], scansInFile, name)] : []),
    ...valueFindings(read.statistics.moments, values, name),
  ]
  return holdRun({ ...read, summary: { ...summaryOf(header, name), scansInFile, kept, findings } })
}

function firstScans(image: OpenImage, count = Infinity): OpenImage {
  const { header } = image
  const [nx, ny, nz, scanCount] = header.dims
  return { ...image, header: { ...header, dims: [nx, ny, nz, Math.max(2, Math.min(count, scanCount))] } }
}

function summaryOf(
  header: NiftiHeader,
  fileName: string,
): Omit<RunSummary, 'findings' | 'kept' | 'scansInFile'> {
  return {
    name: runStem(fileName.replace(/\.hdr\.gz$/i, '.hdr')),
    grid: header.grid,
    scanCount: header.dims[3],
    datatype: header.datatype,
    headerTr: header.headerTr,
  }
}

function cutShort(scanCount: number, scansInFile: number, file: string): Finding {
  return {
    code: 'run-first-scans',
    severity: 'warning',
    file,
    message: `Only the first ${String(scanCount)} of ${String(scansInFile)} scans were read, as you chose.`,
    remedy: 'Events after them are left out. Add the file again to choose otherwise.',
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
