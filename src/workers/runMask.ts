import { Refusal } from '../core/finding.ts'
import type { MaskSpec } from '../core/pipeline/pipelineSpec.ts'
import { epiMaskInParts, type MeanVolume } from '../core/volume/epiMask.ts'
import { storedScan } from '../core/volume/rawVolumes.ts'
import { usualFractionOfGlobal } from '../core/volume/scanStatistics.ts'
import { createSpmMaskAccumulator } from '../core/volume/spmMask.ts'
import type { MaskResult } from '../protocol/runContract.ts'
import { inTurns } from './inTurns.ts'
import { volumeKernels } from './kernels.ts'
import type { ModelledScans } from './modelledScans.ts'
import type { RunStatistics } from './runStatistics.ts'
import type { Pass } from './scanSource.ts'

/** What a mask can be made from. */
export interface MaskInputs {
  /** Means of the data before smoothing: nilearn masks these. Null for other masks. */
  readonly unsmoothed: MeanVolume | null
  /** The data as modelled: SPM12 masks these, and only what varies in them can be fitted. */
  readonly scans: ModelledScans
  readonly statistics: RunStatistics
  /** 1 inside, on the run's grid; null when no mask was dropped. */
  readonly fileMask: Uint8Array | null
  readonly pass: Pass
}

/** The voxels of a mask that can be fitted. Throws a Refusal for a mask that is missing or empty. */
export async function runMask(spec: MaskSpec, inputs: MaskInputs): Promise<MaskResult> {
  const mask = await maskOf(spec, inputs)
  const { voxels, insideCount, meanSum } = volumeKernels().fittableVoxels(mask, inputs.statistics.moments)
  if (voxels.length === 0) throw emptyMask(spec)
  return {
    voxels,
    constantCount: insideCount - voxels.length,
    grandMean: Math.max(1, meanSum / insideCount),
  }
}

function maskOf(spec: MaskSpec, inputs: MaskInputs): Uint8Array | Promise<Uint8Array> {
  switch (spec.kind) {
    case 'nilearn-epi':
      return inTurns(
        epiMaskInParts(required(inputs.unsmoothed), spec, volumeKernels()),
        inputs.pass.checkpoint,
      )
    case 'spm12-threshold':
      return spmMask(spec.fractionOfGlobal, inputs)
    case 'file':
      return inputs.fileMask ?? missingMask(spec.name)
    case 'all':
      return new Uint8Array(inputs.scans.size).fill(1)
  }
}

function required(mean: MeanVolume | null): MeanVolume {
  if (mean === null) throw new Error('nilearn masks the mean before smoothing')
  return mean
}

async function spmMask(
  fractionOfGlobal: number,
  { scans, statistics, pass }: MaskInputs,
): Promise<Uint8Array> {
  if (fractionOfGlobal === usualFractionOfGlobal) return statistics.usualSpmMask
  const accumulator = createSpmMaskAccumulator(scans.size)
  await scans.eachBlock((block, first) => {
    for (let t = 0; t < block.scanCount; t++) {
      accumulator.addStored(storedScan(block, t), fractionOfGlobal * (statistics.globals[first + t] ?? NaN))
    }
  }, pass)
  return accumulator.finish()
}

function missingMask(name: string): never {
  throw new Refusal({
    code: 'mask-missing',
    severity: 'error',
    message: `The pipeline uses the mask ${name}, which has not been added.`,
    remedy: 'Add that file, or choose another mask.',
  })
}

function emptyMask(spec: MaskSpec): Refusal {
  return new Refusal({
    code: 'mask-empty',
    severity: 'error',
    message: `No voxel of the ${spec.kind === 'file' ? `mask ${spec.name}` : 'mask'} varies in time.`,
    remedy: 'Choose another mask or a lower threshold.',
  })
}
