import type { DesignContrast, DesignTable } from '../formats/designTable.ts'
import { refusal } from '../formats/refuse.ts'
import type { NamedContrast } from './specFromSpmMat.ts'
import type { MatrixModelSpec, PipelineSpec } from './pipelineSpec.ts'

/** A design matrix from a file as a pane's event model. */
export function matrixModel(table: DesignTable): MatrixModelSpec {
  return {
    kind: 'matrix',
    source: { tool: table.source, fileName: table.fileName },
    columns: table.columns.map(({ values, ...column }) => ({ ...column, values: [...values] })),
    drift: table.drift === 'columns' ? 'included' : 'none',
    constant: table.hasConstant ? 'included' : 'none',
  }
}

/**
 * A pane's settings with a design matrix in place of what made its columns: the event model, the confounds and, where the matrix has
 * drifts or was filtered, the high-pass setting. Everything else stays.
 */
export function withDesignTable(spec: PipelineSpec, table: DesignTable): PipelineSpec {
  return {
    ...spec,
    eventModel: matrixModel(table),
    confounds: { ...spec.confounds, columns: [] },
    highPass: table.drift === 'none' ? spec.highPass : { kind: 'none' },
  }
}

/** Contrasts of a file by the names of a matrix's columns. Throws a Refusal where they have another number of weights. */
export function contrastsOfMatrix(
  model: MatrixModelSpec,
  contrasts: readonly DesignContrast[],
  fileName: string,
): readonly NamedContrast[] {
  const width = model.columns.length
  return contrasts.map(({ name, rows }) => {
    const wrong = rows.find((row) => row.length !== width)
    if (wrong !== undefined) throw otherWidth(fileName, wrong.length, width)
    const weights = rows.map((row) => namedWeights(model, row))
    return {
      name,
      contrast: weights.length === 1 ? { kind: 't', weights: weights[0] } : { kind: 'F', rows: weights },
    }
  })
}

function namedWeights({ columns }: MatrixModelSpec, row: readonly number[]): Record<string, number> {
  return Object.fromEntries(columns.flatMap(({ name }, j) => (row[j] === 0 ? [] : [[name, row[j]]])))
}

function otherWidth(file: string, found: number, expected: number): Error {
  return refusal({
    code: 'contrasts-width',
    file,
    message: `The contrasts weigh ${found} columns, the design has ${expected}.`,
    remedy: 'Drop the contrasts that belong to this design.',
  })
}
