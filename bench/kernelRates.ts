import { padRows } from '../src/core/glm/projection.ts'
import { plainKernels, type SlabKernels } from '../src/core/glm/slabKernels.ts'
import { whiteningRows } from '../src/core/glm/whiteningRows.ts'
import { zeros } from '../src/core/math/matrix.ts'
import { randomStream } from '../src/core/math/random.ts'
import type { Slab } from '../src/core/volume/slab.ts'
import { loadKernels } from '../src/workers/kernels.ts'
import { volumeRates } from './volumeRates.ts'

/** 10^9 multiplications and additions a second, of the compiled kernel and of its twin in TypeScript; one thread. */
export interface KernelRate {
  readonly name: string
  readonly compiled: number
  readonly plain: number
}

const slabCount = 12
const voxelCount = 1024
const repeats = 15
/** The browser optimises a loop after it has run for a while, in another thread: the app's workers are past that when a file comes. */
const warmUpMs = 300

const { normal } = randomStream(1)

function slabsOf(scanCount: number): Slab[] {
  const noise = Float32Array.from({ length: scanCount * voxelCount }, normal)
  return Array.from({ length: slabCount }, () => ({
    scanCount,
    voxelCount,
    centred: noise.slice(),
    means: new Float64Array(voxelCount),
  }))
}

/** Median rate of `work`, which does `operations` per slab, once it is optimised. */
function rate(slabs: readonly Slab[], operations: number, work: (slab: Slab) => void): number {
  for (const began = performance.now(); performance.now() - began < warmUpMs;) slabs.forEach(work)
  const times = Array.from({ length: repeats }, () => {
    const started = performance.now()
    slabs.forEach(work)
    return performance.now() - started
  })
  times.sort((a, b) => a - b)
  return (operations * slabs.length) / (times[Math.floor(repeats / 2)] * 1e6)
}

function projection(rows: number, scanCount: number): KernelRate {
  const slabs = slabsOf(scanCount)
  const matrix = zeros(rows, scanCount)
  const weights = padRows({ ...matrix, data: matrix.data.map(normal) })
  const out = new Float64Array(weights.rows * voxelCount)
  const of = (kernels: SlabKernels): number =>
    rate(slabs, 2 * rows * scanCount * voxelCount, (slab) => {
      kernels.project(weights, slab, out)
    })
  return { name: `projection ${rows} x ${scanCount}`, compiled: of(loadKernels()), plain: of(plainKernels) }
}

function sums(scanCount: number): KernelRate {
  const slabs = slabsOf(scanCount)
  const [squares, lagProducts] = [new Float64Array(voxelCount), new Float64Array(voxelCount)]
  const of = (kernels: SlabKernels): number =>
    rate(slabs, 4 * scanCount * voxelCount, (slab) => {
      kernels.sumProducts(slab, squares, lagProducts)
    })
  return { name: `squares, lag products ${scanCount}`, compiled: of(loadKernels()), plain: of(plainKernels) }
}

function whitening(scanCount: number, reach: number): KernelRate {
  const slabs = slabsOf(scanCount)
  const matrix = zeros(scanCount, scanCount)
  let weights = 0
  for (let i = 0; i < scanCount; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(scanCount - 1, i + reach); j++, weights++) {
      matrix.data[i * scanCount + j] = normal()
    }
  }
  const rows = whiteningRows(matrix)
  const squares = new Float64Array(voxelCount)
  const of = (kernels: SlabKernels): number =>
    rate(slabs, 2 * weights * voxelCount, (slab) => {
      kernels.sumWhitenedSquares(rows, slab, squares)
    })
  return {
    name: `whitening ${scanCount}, band ${2 * reach + 1}`,
    compiled: of(loadKernels()),
    plain: of(plainKernels),
  }
}

/** The kernels against their twins, in the same minute on the same data. */
export function kernelRates(): KernelRate[] {
  return [
    ...[projection(12, 200), projection(32, 400), projection(32, 1200), sums(200), whitening(200, 12)],
    ...volumeRates(),
  ]
}
