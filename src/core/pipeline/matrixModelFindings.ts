import type { Finding } from '../finding.ts'
import { mostDesignNumbers } from '../formats/designTable.ts'
import type { MatrixModelSpec } from './pipelineSpec.ts'

/** What stands against a design that is given as numbers, whatever the run. */
export function matrixModelFindings({ columns, source }: MatrixModelSpec): Finding[] {
  const rowCount = columns[0]?.values.length ?? 0
  const uneven = columns.find(({ values }) => values.length !== rowCount)
  const broken = columns.find(({ values }) => !values.every(Number.isFinite))
  const error = (code: string, message: string, remedy: string): Finding[] => [
    { code, severity: 'error', file: source.fileName, message, remedy },
  ]
  if (columns.length === 0)
    return error('design-empty', 'The given design has no columns.', 'Give at least one.')
  if (uneven)
    return error(
      'design-uneven',
      `The column “${uneven.name}” of the given design has ${uneven.values.length} values, the first has ${rowCount}.`,
      'Give every column one value per scan.',
    )
  if (broken)
    return error(
      'design-not-finite',
      `The column “${broken.name}” of the given design has a value that is not a finite number.`,
      'Give numbers in every scan.',
    )
  if (rowCount * columns.length > mostDesignNumbers)
    return error(
      'design-too-large',
      `The given design has ${rowCount} × ${columns.length} numbers, more than the ${mostDesignNumbers} that are used.`,
      'Leave out columns that you do not need.',
    )
  return []
}
