import type { DesignContrast, DesignTable } from '../formats/designTable.ts'
import type { NamedContrast } from './specFromSpmMat.ts'
import type { MatrixModelSpec, PipelineSpec } from './pipelineSpec.ts'

/** A design matrix from a file as a pane's event model. */
export function matrixModel(table: DesignTable): MatrixModelSpec {
  return {
    kind: 'matrix',
    source: { tool: table.source, fileName: table.fileName },
    columns: table.columns.map(({ values, ...column }) => ({ ...column, values: [...values] })),
    drift: table.hasDrift ? 'included' : 'none',
    constant: table.hasConstant ? 'included' : 'none',
  }
}

/**
 * A pane's settings with a design matrix in place of what made its columns: the event model, the confounds and, where the matrix has
 * drifts, the high-pass setting. Everything else stays.
 */
export function withDesignTable(spec: PipelineSpec, table: DesignTable): PipelineSpec {
  return {
    ...spec,
    eventModel: matrixModel(table),
    confounds: { ...spec.confounds, columns: [] },
    highPass: table.hasDrift ? { kind: 'none' } : spec.highPass,
  }
}

/** Contrasts of a file by the names of a matrix's columns. Throws a Refusal where they have another number of weights. */
export function contrastsOfMatrix(
  model: MatrixModelSpec,
  contrasts: readonly DesignContrast[],
): readonly NamedContrast[] {
  return contrasts.map(({ name, weights }) => ({
    name,
    contrast: {
      kind: 't',
      weights: Object.fromEntries(
        model.columns.flatMap((column, j) => (weights[j] === 0 ? [] : [[column.name, weights[j]]])),
      ),
    },
  }))
}
