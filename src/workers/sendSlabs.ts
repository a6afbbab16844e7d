import type { RawVolumes } from '../core/volume/rawVolumes.ts'
import { createSlabBuilder, type SlabBuilder } from '../core/volume/slabBuilder.ts'
import type { Slab } from '../core/volume/slab.ts'
import type { OnProgress } from '../protocol/progress.ts'
import type { PrepareRequest } from '../protocol/runContract.ts'
import type { SlabDelivery, SlabReceiver } from '../protocol/fitContract.ts'
import { eachVolume } from './dataSource.ts'
import type { HeldRun } from './heldRun.ts'
import type { Checkpoint } from './jobs.ts'
import { throttled } from './throttled.ts'

/** What sending needs beside the request. */
export interface SendOptions {
  readonly receivers: readonly SlabReceiver[]
  readonly checkpoint: Checkpoint
  readonly onProgress: OnProgress
}

/** Cuts the request's voxels into slabs in one pass and sends every receiver a run of consecutive ones. */
export async function sendSlabs(run: HeldRun, request: PrepareRequest, options: SendOptions): Promise<void> {
  const { settings, voxels, dataKey } = request
  const source = run.source(settings)
  const { mean } = await run.moments(settings)
  const globals = settings.scaledPerVolume ? await run.globals(settings) : null
  const onProgress = throttled(options.onProgress)
  const builder = createSlabBuilder(voxels, source.scanCount)
  const report = (t: number): void => {
    onProgress({ what: 'Preparing time series', done: t + 1, total: source.scanCount, unit: 'scans' })
  }
  if (source.raw !== null && globals === null) {
    await addStored(source.raw, builder, { checkpoint: options.checkpoint, report })
  } else {
    await eachVolume(source, options.checkpoint, (volume, t) => {
      if (globals !== null) scaleInPlace(volume, 100 / (globals[t] ?? NaN))
      builder.addVolume(t, volume)
      report(t)
    })
  }
  const slabs = builder.finish()
  const shares = shared(slabs, options.receivers.length)
  let start = 0
  const sent = shares.map((share, i) => {
    const count = share.reduce((sum, slab) => sum + slab.voxelCount, 0)
    const own = voxels.slice(start, start + count)
    start += count
    const unscaledMeans = Float64Array.from(own, (voxel) => mean[voxel] ?? 0)
    return send(options.receivers[i], { dataKey, voxels: own, slabs: share, unscaledMeans })
  })
  await Promise.all(sent)
}

/** Adds scan after scan from the stored numbers: nothing is copied on the way. */
async function addStored(
  raw: RawVolumes,
  builder: SlabBuilder,
  { checkpoint, report }: { readonly checkpoint: Checkpoint; readonly report: (t: number) => void },
): Promise<void> {
  for (let t = 0; t < raw.scanCount; t++) {
    builder.addStored(t, raw)
    report(t)
    if (t % 4 === 3) await checkpoint()
  }
}

function send(receiver: SlabReceiver | undefined, delivery: SlabDelivery): Promise<void> {
  if (receiver === undefined) throw new Error('a share of slabs without a receiver')
  return receiver.receive(delivery)
}

/** The slabs in order, in as many nearly equal shares as there are workers. */
function shared(slabs: readonly Slab[], count: number): Slab[][] {
  const bounds = Array.from({ length: count + 1 }, (_, i) => Math.round((i * slabs.length) / count))
  return Array.from({ length: count }, (_, i) => slabs.slice(bounds[i], bounds[i + 1]))
}

function scaleInPlace(volume: Float64Array, factor: number): void {
  for (let i = 0; i < volume.length; i++) volume[i] = (volume[i] ?? 0) * factor
}
