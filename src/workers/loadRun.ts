import { requireMemory } from '../core/formats/memoryNeed.ts'
import { headerFindings, type NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requireRun } from '../core/formats/niftiRun.ts'
import { Refusal, type Finding } from '../core/finding.ts'
import { runStem } from '../core/export/mapNames.ts'
import type { ImageFiles, RunSummary } from '../protocol/runContract.ts'
import type { RunMoments } from '../core/volume/runMoments.ts'
import { holdRun, type HeldRun } from './heldRun.ts'
import { rawFromBytes } from './rawFromBytes.ts'
import { readImage, type ReadOptions } from './readImage.ts'

/** The scan settings as they are in the file: nothing discarded, smoothed or scaled. */
export const asInFile = { discardScans: 0, smoothing: { fwhmMm: 0 }, scaledPerVolume: false } as const

/** How a run is read. */
export interface LoadRunOptions extends Omit<ReadOptions, 'accept' | 'afford'> {
  /** Bytes that may be taken without asking. */
  readonly budgetBytes: number
}

/** Reads a run from its files. Throws a Refusal for files that are not a run. */
export async function loadRun(files: ImageFiles, options: LoadRunOptions): Promise<HeldRun> {
  const { name } = files.file
  const image = await readImage(files, {
    ...options,
    accept: (header) => {
      requireRun(header, name)
    },
    afford: (header) => {
      requireMemory(header, options.budgetBytes, name)
    },
  })
  const run = holdRun(summaryOf(image.header, name), rawFromBytes(image))
  const findings = valueFindings(await run.moments(asInFile), run.raw.values.length, name)
  return { ...run, summary: { ...run.summary, findings: [...run.summary.findings, ...findings] } }
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
