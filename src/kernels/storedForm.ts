import type { KernelMemory } from './memory.ts'

/** What the compiled module for runs exports; see `assembly/runKernels.ts`. */
export interface CompiledRunKernels {
  readonly memory: KernelMemory
  readonly cutSeries: (...pointersAndSizes: number[]) => void
  readonly floatMoments: (...pointersAndSizes: number[]) => number
  readonly floatMeans: (...pointersAndSizes: number[]) => void
  readonly integerMeans: (...pointersAndSizes: number[]) => void
  readonly integerMoments: (...pointersAndSizes: number[]) => void
  readonly keepInside: (...pointersAndSizes: number[]) => void
  readonly markVarying: (...pointersAndSizes: number[]) => void
  readonly integerKeepAbove: (...pointersAndSizes: number[]) => void
  readonly scaledKeepAbove: (...pointersAndSizes: number[]) => void
  readonly integerSumAbove: (...pointersAndSizes: number[]) => void
  readonly scaledSumAbove: (...pointersAndSizes: number[]) => void
}

/** Kinds of numbers that the kernels read, as `assembly/stored.ts` numbers them. */
export const storages = { int16: 0, uint16: 1, float32: 2 } as const

/** How a run lies in memory; the signal is slope * value + intercept. */
export interface StoredForm {
  readonly storage: keyof typeof storages
  readonly bytesPerValue: number
  readonly slope: number
  readonly intercept: number
  /** Voxels of a scan. */
  readonly size: number
  readonly scanCount: number
  /** Of all scans, or of as many as lie there at a time. */
  readonly storedBytes: number
  /** Voxels that are cut at once, at most; 0 where none are. */
  readonly slabVoxels: number
}

/** Whether the numbers are integers that need no scaling. */
export function isPlainInteger({ storage, slope, intercept }: StoredForm): boolean {
  return storage !== 'float32' && slope === 1 && intercept === 0
}
