import { Refusal } from '../finding.ts'
import type { SpmMat } from '../formats/spmMat.ts'
import { columnOf } from '../math/matrix.ts'
import type { ConfoundTable } from '../design/confounds.ts'
import type { StimulusEvent } from '../design/event.ts'
import type { PipelineSpec } from './pipelineSpec.ts'
import { resolveDesign } from './resolve.ts'
import { spmDesignColumns } from './spmColumns.ts'

interface SpmInputs {
  readonly scanCount: number
  readonly repetitionTimeSeconds: number
  readonly events: readonly StimulusEvent[]
  readonly confounds: ConfoundTable | null
}

/**
 * How far the design of settings is from xX.X: the largest difference, relative to the largest value of the column. Infinity where
 * columns are missing or the settings make no design.
 */
export function designDeviation(spm: SpmMat, spec: PipelineSpec, inputs: SpmInputs): number {
  try {
    const design = resolveDesign(spec, { ...inputs, confounds: inputs.confounds ?? undefined })
    if (design.columns.length !== spm.design.names.length) return Infinity
    const deviations = spmDesignColumns(spm).map(({ name }, j) => {
      const own = design.columns.findIndex((column) => column.name === name)
      return own < 0 ? Infinity : relative(columnOf(design.matrix, own), columnOf(spm.design.matrix, j))
    })
    return Math.max(...deviations)
  } catch (error) {
    if (error instanceof Refusal) return Infinity
    throw error
  }
}

function relative(found: Float64Array, expected: Float64Array): number {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const difference = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i])), 0)
  return difference === 0 ? 0 : difference / largest
}
