import { readVolume } from '../core/volume/rawVolumes.ts'
import type { Slab } from '../core/volume/slab.ts'
import { createSlabBuilder } from '../core/volume/slabBuilder.ts'
import type { DataSettings } from '../protocol/runContract.ts'
import { inTurns } from './inTurns.ts'
import type { ModelledScans } from './modelledScans.ts'
import type { Pass } from './scanSource.ts'
import { throttled } from './throttled.ts'

/** What is cut. */
export interface CutRequest {
  /** File-order indices, ascending. */
  readonly voxels: Int32Array
  /** SPM12's global of every scan, for scaling per volume. */
  readonly globals: Float64Array
  readonly settings: DataSettings
  /** What progress says is being done. */
  readonly what?: string
}

/** Cuts the time series of some voxels into slabs, in one pass over the scans. */
export async function cutSlabs(
  scans: ModelledScans,
  { voxels, globals, settings, what = 'Preparing time series' }: CutRequest,
  pass: Pass,
): Promise<Slab[]> {
  const builder = createSlabBuilder(voxels, scans.scanCount)
  const onProgress = throttled(pass.onProgress)
  const volume = new Float64Array(settings.scaledPerVolume ? scans.size : 0)
  await scans.eachBlock(
    (block, first) => {
      if (settings.scaledPerVolume) {
        for (let t = 0; t < block.scanCount; t++) {
          readVolume(block, t, volume)
          scaleInPlace(volume, 100 / (globals[first + t] ?? NaN))
          builder.addVolume(first + t, volume)
        }
      } else builder.addBlock(first, block)
      const done = first + block.scanCount
      onProgress({ what, done, total: scans.scanCount, unit: 'scans' })
    },
    { ...pass, onProgress: () => undefined },
  )
  return inTurns(builder.finish(), pass.checkpoint)
}

function scaleInPlace(volume: Float64Array, factor: number): void {
  for (let i = 0; i < volume.length; i++) volume[i] = (volume[i] ?? 0) * factor
}
