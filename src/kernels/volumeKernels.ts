import { firstFree, reserve, type KernelMemory } from './memory.ts'

/** What the compiled module for volumes exports; see `assembly/volumeKernels.ts`. */
export interface CompiledVolumeKernels {
  readonly memory: KernelMemory
  readonly joinNeighbours: (...pointersAndSizes: number[]) => void
  readonly smoothAxis: (...pointersAndSizes: number[]) => void
  readonly smoothLines: (...pointersAndSizes: number[]) => void
}

type Dims = readonly [number, number, number]

/** Core's `SmoothedAxis`. */
interface Axis {
  readonly length: number
  readonly stride: number
  readonly weights: Float64Array
  readonly sources: Int32Array
}

/** The compiled functions in the shape of core's `VolumeKernels`. */
export interface WrappedVolumeKernels {
  readonly smoothAlong: (volume: Float64Array, axis: Axis, out: Float64Array) => void
  readonly erode: (mask: Uint8Array, dims: Dims, times: number) => Uint8Array
  readonly dilate: (mask: Uint8Array, dims: Dims, times: number) => Uint8Array
}

/** Wraps a compiled module. */
export function wrapVolumeKernels(compiled: CompiledVolumeKernels): WrappedVolumeKernels {
  return {
    smoothAlong(volume, axis, out) {
      smoothAlong(compiled, volume, { axis, out })
    },
    erode: (mask, dims, times) => repeated(compiled, mask, { dims, times, isErosion: true }),
    dilate: (mask, dims, times) => repeated(compiled, mask, { dims, times, isErosion: false }),
  }
}

/** The volume, its result, a line, then sources and weights. */
function smoothAlong(
  { memory, smoothAxis, smoothLines }: CompiledVolumeKernels,
  volume: Float64Array,
  { axis, out }: { readonly axis: Axis; readonly out: Float64Array },
): void {
  const { length, stride, weights, sources } = axis
  const size = volume.length
  const from = firstFree
  const to = from + 8 * (size + 2)
  const line = to + 8 * (size + 2)
  const sourcesAt = line + 8 * (sources.length + 2)
  const weightsAt = sourcesAt + 8 * Math.ceil(sources.length / 2)
  reserve(memory, weightsAt + 8 * weights.length)
  new Float64Array(memory.buffer, from, size).set(volume)
  new Int32Array(memory.buffer, sourcesAt, sources.length).set(sources)
  new Float64Array(memory.buffer, weightsAt, weights.length).set(weights)
  if (stride === 1) smoothLines(...[from, size, length, sourcesAt, weightsAt, weights.length, line, to])
  else smoothAxis(...[from, size, length, stride, sourcesAt, weightsAt, weights.length, to])
  out.set(new Float64Array(memory.buffer, to, size))
}

interface Repetition {
  readonly dims: Dims
  readonly times: number
  readonly isErosion: boolean
}

/** Two padded masks between which the repetitions go back and forth, and one of the voxels that are not padding. */
function repeated(
  { memory, joinNeighbours }: CompiledVolumeKernels,
  mask: Uint8Array,
  { dims, times, isErosion }: Repetition,
): Uint8Array {
  if (times === 0) return mask
  const [nx, ny, nz] = dims
  const width = nx + 2
  const plane = width * (ny + 2)
  const size = plane * (nz + 2)
  const margin = Math.ceil((plane + 16) / 16) * 16
  const step = Math.ceil((size + 2 * margin) / 16) * 16
  reserve(memory, firstFree + 3 * step)
  const bytes = new Uint8Array(memory.buffer, firstFree, 3 * step).fill(0)
  let [from, to] = [margin, step + margin]
  const interior = 2 * step + margin
  eachRow(dims, (start, padded) => {
    bytes.set(mask.subarray(start, start + nx), from + padded)
    bytes.fill(1, interior + padded, interior + padded + nx)
  })
  for (let i = 0; i < times; i++) {
    const [a, b, c] = [from, to, interior].map((at) => firstFree + at)
    joinNeighbours(...[a ?? 0, b ?? 0, c ?? 0, size, width, plane, Number(isErosion)])
    ;[from, to] = [to, from]
  }
  const result = new Uint8Array(nx * ny * nz)
  eachRow(dims, (start, padded) => result.set(bytes.subarray(from + padded, from + padded + nx), start))
  return result
}

/** Where each row along x begins, in a mask and in a padded one. */
function eachRow([nx, ny, nz]: Dims, visit: (start: number, paddedStart: number) => void): void {
  for (let z = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      visit(nx * (y + ny * z), 1 + (nx + 2) * (y + 1 + (ny + 2) * (z + 1)))
    }
  }
}
