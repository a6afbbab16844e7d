import type { DesignColumn } from '../../charts/designMatrixFigure.ts'
import type { Design } from '../../core/design/design.ts'
import { columnOf, type Matrix } from '../../core/math/matrix.ts'

/** Every column of a design with its n values. */
export function matrixColumns({ columns, matrix }: Design): DesignColumn[] {
  return columns.map(({ name }, j) => ({ name, values: columnOf(matrix, j) }))
}

/** The columns that model conditions, with their values. */
export function conditionRegressors(design: Design): DesignColumn[] {
  return matrixColumns(design).filter((_, j) => design.columns[j]?.role === 'condition')
}

/** Indices of the columns a contrast weighs. */
export function contrastColumns(rows: Matrix): number[] {
  return Array.from({ length: rows.columns }, (_, j) => j).filter((j) =>
    columnOf(rows, j).some((weight) => weight !== 0),
  )
}
