/** A column of SPM's design taken apart: `Sn(1) movementxmod^1*bf(2)`. */
export interface SpmColumn {
  /** 1 for `Sn(1)`; null for a name of another kind. */
  readonly session: number | null
  /** `movement`, `movementxmod^1`, `R1`, `constant`. */
  readonly base: string
  /** 2 for `bf(2)`; null for user regressors and constants. */
  readonly basis: number | null
}

/** Takes a column's name apart (SPM12's fMRI model specification). */
export function spmColumn(name: string): SpmColumn {
  const [, session = null, rest = name] = /^Sn\((\d+)\) (.*)$/s.exec(name) ?? []
  const [, base = rest, basis = null] = /^(.*)\*bf\((\d+)\)$/s.exec(rest) ?? []
  return {
    session: session === null ? null : Number(session),
    base,
    basis: basis === null ? null : Number(basis),
  }
}

/** What the columns of a basis set are called here, by their number from 1. */
export function basisSuffix(basisName: string, number: number): string {
  if (basisName.startsWith('hrf')) return ['', '_derivative', '_dispersion'][number - 1] ?? `_basis_${number}`
  return basisName.startsWith('Finite Impulse Response') ? `_delay_${number - 1}` : `_basis_${number}`
}
