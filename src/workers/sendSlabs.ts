import type { Slab } from '../core/volume/slab.ts'
import type { PrepareRequest } from '../protocol/runContract.ts'
import type { SlabDelivery, SlabReceiver } from '../protocol/fitContract.ts'
import type { HeldRun } from './heldRun.ts'
import type { Pass } from './scanSource.ts'

/** What sending needs beside the request. */
export interface SendOptions extends Pass {
  readonly receivers: readonly SlabReceiver[]
}

/** Sends every receiver a run of consecutive ones of the slabs of the request's voxels. */
export async function sendSlabs(run: HeldRun, request: PrepareRequest, options: SendOptions): Promise<void> {
  const { settings, voxels, dataKey } = request
  const { mean } = await run.moments(settings, options)
  const slabs = await run.slabs(settings, voxels, options)
  const shares = shared(slabs, options.receivers.length)
  let start = 0
  const sent = shares.map((share, i) => {
    const count = share.reduce((sum, slab) => sum + slab.voxelCount, 0)
    const own = voxels.slice(start, start + count)
    start += count
    return send(options.receivers[i], {
      dataKey,
      voxels: own,
      slabs: share,
      unscaledMeans: valuesAt(mean, own),
    })
  })
  await Promise.all(sent)
}

function valuesAt(values: Float64Array, voxels: Int32Array): Float64Array {
  const result = new Float64Array(voxels.length)
  for (let v = 0; v < result.length; v++) result[v] = values[voxels[v] ?? -1] ?? 0
  return result
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
