import { allParts } from '../src/core/math/parts.ts'
import { randomStream } from '../src/core/math/random.ts'
import type { RawVolumes } from '../src/core/volume/rawVolumes.ts'
import { plainStatistics, type ScanStatistics } from '../src/core/volume/scanStatistics.ts'
import { createSlabBuilder, slabVoxels } from '../src/core/volume/slabBuilder.ts'
import { createSmoother, smoothInParts } from '../src/core/volume/smoothing.ts'
import { plainVolumeKernels } from '../src/core/volume/volumeKernels.ts'
import { volumeKernels } from '../src/workers/kernels.ts'
import { makeRunRoom } from '../src/workers/runRoom.ts'
import type { KernelRate } from './kernelRates.ts'

const dims = [64, 64, 36] as const
const size = dims[0] * dims[1] * dims[2]
const scanCount = 40
const repeats = 7

/** Median of some milliseconds. */
function median(work: () => void): number {
  const times = Array.from({ length: repeats }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
  times.sort((a, b) => a - b)
  return times[Math.floor(repeats / 2)]
}

const perSecond = (operations: number, work: () => void): number => operations / (median(work) * 1e6)

function smoothing(): KernelRate {
  const { normal } = randomStream(1)
  const volume = Float64Array.from({ length: size }, () => 1000 + normal())
  const smoother = createSmoother(dims, [3, 3, 3], 6, 'float32')
  const taps = smoother.axes.reduce((sum, { weights }) => sum + weights.length, 0)
  const of = ({ smoothAlong }: typeof plainVolumeKernels): number =>
    perSecond(2 * taps * size, () => {
      allParts(smoothInParts(smoother, volume.slice(), smoothAlong))
    })
  return { name: 'smoothing 6 mm, 3 mm voxels', compiled: of(volumeKernels()), plain: of(plainVolumeKernels) }
}

/** Values a second where there is little to add: means, globals and masks; and series cut and centred. */
function reading(): KernelRate[] {
  const bytes = 2 * size * scanCount
  const form = { datatype: 'int16', slope: 1, intercept: 0, size, scanCount } as const
  const room = makeRunRoom(form, { bytes, holdsAll: true }, 'made up')
  const values = new Int16Array(room.bytes.buffer, room.bytes.byteOffset, size * scanCount)
  const { uniform } = randomStream(1)
  for (let i = 0; i < values.length; i++) values[i] = 1000 * uniform() + (i % size < size / 3 ? 9000 : 0)
  const run: RawVolumes = { dims, scanCount, values, slope: 1, intercept: 0 }
  const { kernels } = room
  if (kernels === null) throw new Error('no compiled kernels here')
  const statistics = (make: () => ScanStatistics): number =>
    perSecond(values.length, () => {
      const found = make()
      found.add(run, 0)
      found.finish()
    })
  const voxels = Int32Array.from({ length: slabVoxels }, (_, i) => i + Math.floor(i / 40) * 24)
  const cutting = (cut: () => unknown): number => perSecond(voxels.length * scanCount, () => void cut())
  return [
    {
      name: 'means, globals, masks: 10^9 values/s',
      compiled: statistics(() => kernels.statistics()),
      plain: statistics(() => plainStatistics(size, scanCount)),
    },
    {
      name: 'series cut and centred: 10^9 values/s',
      compiled: cutting(() => kernels.cut(voxels, 0)),
      plain: cutting(() => {
        const builder = createSlabBuilder(voxels, scanCount)
        builder.addBlock(0, run)
        return builder.finish()
      }),
    },
  ]
}

/** The compiled passes over runs and volumes against their twins. */
export function volumeRates(): KernelRate[] {
  return [smoothing(), ...reading()]
}
