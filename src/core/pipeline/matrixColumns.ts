import { Refusal } from '../finding.ts'
import type { TaskColumns } from './eventColumns.ts'
import type { MatrixModelSpec } from './pipelineSpec.ts'

/** The columns of a design that is given as numbers. Throws a Refusal where it has not one row per scan. */
export function matrixColumns(model: MatrixModelSpec, scanCount: number): TaskColumns {
  const rowCount = model.columns[0]?.values.length ?? 0
  if (rowCount !== scanCount) {
    throw new Refusal({
      code: 'design-rows',
      severity: 'error',
      file: model.source.fileName,
      message: `The design has ${rowCount} rows, but the run has ${scanCount} scans.`,
      remedy: 'Use the design of this run, one row per scan; scans that were left out of the run count too.',
    })
  }
  return {
    columns: model.columns.map(({ values, ...column }) => ({ column, values: Float64Array.from(values) })),
    findings: [],
  }
}

/** Whether a given design has a column of this name already. */
export function hasColumn(model: MatrixModelSpec, name: string): boolean {
  return model.columns.some((column) => column.name === name)
}
