import { firstFree, reserve } from './memory.ts'
import { runLayout, type RunLayout } from './runLayout.ts'
import { scanStatistics, type ScanStatistics } from './scanStatistics.ts'
import { storages, type CompiledRunKernels, type StoredForm } from './storedForm.ts'

/** A slab as core has it: the centred series [scan][voxel], and each voxel's temporal mean. */
interface CutSlab {
  readonly scanCount: number
  readonly voxelCount: number
  readonly centred: Float32Array
  readonly means: Float64Array
}

/** The compiled passes in the shape of core's `RunKernels`, with the memory in which they work. */
export interface WrappedRunKernels {
  /** Where the voxels are to be put as they are stored: `storedBytes` of the form. It stays in place. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly kernels: {
    readonly statistics: () => ScanStatistics
    readonly slabBytes: (voxelCount: number, firstScan: number) => number
    readonly cut: (voxels: Int32Array, firstScan: number, into?: ArrayBuffer) => CutSlab
  }
}

/** Wraps an instance that is used for one run alone: its memory is made as large as that needs, once. */
export function wrapRunKernels(compiled: CompiledRunKernels, form: StoredForm): WrappedRunKernels {
  const layout = runLayout(form, firstFree)
  reserve(compiled.memory, layout.end)
  const { buffer } = compiled.memory
  return {
    bytes: new Uint8Array(buffer, layout.stored, form.storedBytes),
    kernels: {
      statistics: () => scanStatistics(compiled, form, layout),
      slabBytes: (voxelCount, firstScan) => slabForm(voxelCount, form.scanCount - firstScan).bytes,
      cut: (voxels, firstScan, into) => cut(compiled, { form, layout, voxels, firstScan, into }),
    },
  }
}

interface Cut {
  readonly form: StoredForm
  readonly layout: RunLayout
  readonly voxels: Int32Array
  readonly firstScan: number
  readonly into: ArrayBuffer | undefined
}

/** A slab in bytes: the centred series, and the means at a multiple of eight. */
function slabForm(voxelCount: number, scanCount: number): { readonly means: number; readonly bytes: number } {
  const means = Math.ceil((voxelCount * scanCount) / 2) * 8
  return { means, bytes: means + 8 * voxelCount }
}

function cut({ memory, cutSeries }: CompiledRunKernels, asked: Cut): CutSlab {
  const { form, layout, voxels, firstScan, into } = asked
  const { slope, intercept, size, storage, bytesPerValue } = form
  const scanBytes = size * bytesPerValue
  const scanCount = form.scanCount - firstScan
  const voxelCount = voxels.length
  const { means, bytes } = slabForm(voxelCount, scanCount)
  new Int32Array(memory.buffer, layout.voxels, voxelCount).set(voxels)
  cutSeries(
    ...[layout.stored + firstScan * scanBytes, scanBytes, scanCount, storages[storage], slope, intercept],
    ...[layout.voxels, voxelCount, layout.scratch, layout.slab + means, layout.slab],
  )
  const slab = into ?? new ArrayBuffer(bytes)
  new Uint8Array(slab).set(new Uint8Array(memory.buffer, layout.slab, bytes))
  return {
    scanCount,
    voxelCount,
    centred: new Float32Array(slab, 0, voxelCount * scanCount),
    means: new Float64Array(slab, means, voxelCount),
  }
}
