import type { SpmMat } from '../formats/spmMat.ts'
import type { NamedContrast } from './specFromSpmMat.ts'
import { spmDesignColumns } from './spmColumns.ts'

/** SPM's contrasts by column names; those of another length than the design and rows of zeros are left out. */
export function spmContrasts(spm: SpmMat): readonly NamedContrast[] {
  const names = spmDesignColumns(spm).map(({ name }) => name)
  return spm.contrasts.flatMap(({ name, statistic, weights }): NamedContrast[] => {
    if (weights.rows !== names.length) return []
    const rows = Array.from({ length: weights.columns }, (_, k) =>
      Object.fromEntries(
        names.flatMap((column, j) => {
          const weight = weights.data[j * weights.columns + k]
          return weight === 0 ? [] : [[column, weight]]
        }),
      ),
    ).filter((row) => Object.keys(row).length > 0)
    if (rows.length === 0) return []
    return [{ name, contrast: statistic === 'T' ? { kind: 't', weights: rows[0] } : { kind: 'F', rows } }]
  })
}
