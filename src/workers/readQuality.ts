import { Refusal } from '../core/finding.ts'
import type { MaskSpec } from '../core/pipeline/pipelineSpec.ts'
import { readVolume } from '../core/volume/rawVolumes.ts'
import { createQualityAccumulator, median } from '../core/volume/runQuality.ts'
import type { RunQuality } from '../protocol/runContract.ts'
import { asInFile, quietPass, type HeldRun } from './heldRun.ts'
import type { Checkpoint } from './jobs.ts'

/** nilearn's own: quality is asked for before there is any pipeline. */
const brain: MaskSpec = { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 }

/** Signal over time and temporal SNR within nilearn's mask; within all that varies where there is no such mask. */
export async function readQuality(run: HeldRun, checkpoint: Checkpoint): Promise<RunQuality> {
  const { voxels } = await maskOf(run)
  const { mean } = await run.moments(asInFile)
  const accumulator = createQualityAccumulator(voxels, mean)
  const scans = run.scans(asInFile)
  const volume = new Float64Array(scans.size)
  await scans.eachBlock(
    (block) => {
      for (let t = 0; t < block.scanCount; t++) {
        readVolume(block, t, volume)
        accumulator.add(volume)
      }
    },
    { ...quietPass, checkpoint },
  )
  const quality = accumulator.finish()
  const tsnr = new Float32Array(mean.length)
  voxels.forEach((voxel, v) => {
    tsnr[voxel] = quality.tsnr[v] ?? 0
  })
  return { ...quality, tsnr, voxelCount: voxels.length, medianTsnr: median(quality.tsnr) }
}

async function maskOf(run: HeldRun): ReturnType<HeldRun['mask']> {
  try {
    return await run.mask(brain, asInFile)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return run.mask({ kind: 'all' }, asInFile)
  }
}
