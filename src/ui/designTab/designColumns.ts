import type { DesignColumn } from '../../charts/designMatrixFigure.ts'
import type { Design } from '../../core/design/design.ts'
import { columnOf } from '../../core/math/matrix.ts'
import type { NearNullStep } from '../../core/design/nearNull.ts'

/** Every column of a design with its n values. */
export function matrixColumns({ columns, matrix }: Design): DesignColumn[] {
  return columns.map(({ name }, j) => ({ name, values: columnOf(matrix, j) }))
}

/** The columns that model conditions, and one more that is in focus, with their values. */
export function shownRegressors(design: Design, focus: string | null): DesignColumn[] {
  return matrixColumns(design).filter(
    ({ name }, j) => design.columns[j]?.role === 'condition' || name === focus,
  )
}

/** Columns as they are, or each divided by its mean absolute value (a column of zeros stays). */
export function meanScaled(columns: readonly DesignColumn[]): DesignColumn[] {
  return columns.map(({ name, values }) => {
    const list = Array.from(values)
    const mean = list.reduce((sum, value) => sum + Math.abs(value), 0) / list.length
    return { name, values: mean > 0 ? list.map((value) => value / mean) : list }
  })
}

/** Indices of the columns that weights are given to. */
export function weighedColumns(weights: Float64Array | undefined): number[] {
  return [...(weights ?? [])].flatMap((weight, j) => (weight === 0 ? [] : [j]))
}

/** The sum of the terms of a near-null step, scan by scan. */
export function stepSum({ matrix }: Design, { terms }: NearNullStep): Float64Array {
  const sum = new Float64Array(matrix.rows)
  for (const { column, step } of terms) {
    columnOf(matrix, column).forEach((value, scan) => {
      sum[scan] = (sum[scan] ?? 0) + step * value
    })
  }
  return sum
}
