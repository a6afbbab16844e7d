import { headerFindings, type NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requireRun } from '../core/formats/niftiRun.ts'
import { Refusal, type Finding } from '../core/finding.ts'
import { runStem } from '../core/export/mapNames.ts'
import type { RunSummary } from '../protocol/runContract.ts'
import { holdRun, type HeldRun } from './heldRun.ts'
import { rawFromBytes } from './rawFromBytes.ts'
import { readImage, type ReadOptions } from './readImage.ts'

/** The scan settings as they are in the file: nothing discarded, smoothed or scaled. */
export const asInFile = { discardScans: 0, smoothing: { fwhmMm: 0 }, scaledPerVolume: false } as const

/** Reads a run from its file. Throws a Refusal for a file that is not a run. */
export async function loadRun(file: File, options: Omit<ReadOptions, 'accept'>): Promise<HeldRun> {
  const image = await readImage(file, {
    ...options,
    accept: (header) => {
      requireRun(header, file.name)
    },
  })
  const run = holdRun(summaryOf(image.header, file.name), rawFromBytes(image))
  const findings = await valueFindings(run, file.name)
  return { ...run, summary: { ...run.summary, findings: [...run.summary.findings, ...findings] } }
}

function summaryOf(header: NiftiHeader, fileName: string): RunSummary {
  return {
    name: runStem(fileName),
    grid: header.grid,
    scanCount: header.dims[3],
    datatype: header.datatype,
    headerTr: header.headerTr,
    findings: headerFindings(header, fileName),
  }
}

async function valueFindings(run: HeldRun, file: string): Promise<Finding[]> {
  const moments = await run.moments(asInFile)
  if (!moments.varies.includes(1)) throw constantRun(moments.mean, file)
  if (moments.nonFiniteCount === 0) return []
  return [
    {
      code: 'run-not-finite',
      severity: 'warning',
      file,
      message: `${String(moments.nonFiniteCount)} values are NaN or Inf.`,
      remedy: 'nilearn counts them as 0; SPM12 leaves their voxels out of the mask.',
    },
  ]
}

function constantRun(mean: Float64Array, file: string): Refusal {
  const isZero = mean.every((value) => value === 0)
  return new Refusal({
    code: isZero ? 'run-all-zero' : 'run-constant',
    severity: 'error',
    file,
    message: isZero ? 'Every finite value of the image is 0.' : 'No voxel of the image varies in time.',
    remedy: 'Use the file as it came from the scanner or from preprocessing.',
  })
}
