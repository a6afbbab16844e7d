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
    readonly cut: (voxels: Int32Array, firstScan: number) => CutSlab
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
      cut: (voxels, firstScan) => cut(compiled, { form, layout, voxels, firstScan }),
    },
  }
}

interface Cut {
  readonly form: StoredForm
  readonly layout: RunLayout
  readonly voxels: Int32Array
  readonly firstScan: number
}

function cut({ memory, cutSeries }: CompiledRunKernels, { form, layout, voxels, firstScan }: Cut): CutSlab {
  const { slope, intercept, size, storage, bytesPerValue } = form
  const scanBytes = size * bytesPerValue
  const scanCount = form.scanCount - firstScan
  const voxelCount = voxels.length
  new Int32Array(memory.buffer, layout.voxels, voxelCount).set(voxels)
  cutSeries(
    ...[layout.stored + firstScan * scanBytes, scanBytes, scanCount, storages[storage], slope, intercept],
    ...[layout.voxels, voxelCount, layout.reference, layout.shifts, layout.series],
  )
  const centred = new Float32Array(memory.buffer, layout.series, voxelCount * scanCount).slice()
  const reference = new Float64Array(memory.buffer, layout.reference, voxelCount)
  const shifts = new Float64Array(memory.buffer, layout.shifts, voxelCount)
  return { scanCount, voxelCount, centred, means: shifts.map((shift, v) => shift + (reference[v] ?? 0)) }
}
