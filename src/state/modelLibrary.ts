import type { DesignContrast, DesignTable } from '../core/formats/designTable.ts'
import type { SpmMat } from '../core/formats/spmMat.ts'
import type { SpmAnalysis } from '../core/pipeline/specFromSpmMat.ts'

/** An SPM.mat that was dropped, and its settings. */
export interface SpmFile {
  readonly name: string
  readonly spm: SpmMat
  readonly analysis: SpmAnalysis
}

/** Models that were made elsewhere. */
export interface ModelLibrary {
  readonly spm: SpmFile | null
  readonly designs: readonly DesignTable[]
  /** Of FSL's design.con: for the design with as many columns. */
  readonly contrasts: readonly DesignContrast[]
}

/** No model dropped. */
export const noModels: ModelLibrary = { spm: null, designs: [], contrasts: [] }
