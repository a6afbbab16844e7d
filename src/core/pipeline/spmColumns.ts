import type { DesignColumn } from '../design/design.ts'
import { basisSuffix, spmColumn } from '../formats/spmColumnName.ts'
import type { SpmMat } from '../formats/spmMat.ts'

/** The columns of xX.X in SPM's order, named as they are here; SPM's own name where two would be called the same. */
export function spmDesignColumns({ design, basis, sessions }: SpmMat): readonly DesignColumn[] {
  const conditions = new Set(sessions.flatMap((session) => session.conditions.map(({ name }) => name)))
  const columns = design.names.map((alias, j): DesignColumn => {
    const { base, basis: number } = spmColumn(alias)
    if (number !== null) {
      const condition = conditionOf(base, conditions)
      return { name: base + basisSuffix(basis.name, number), role: 'condition', condition, alias }
    }
    const role = design.blocks.includes(j) ? 'constant' : 'confound'
    return { name: base, role, alias }
  })
  const seen = new Set<string>()
  return columns.map((column) => {
    const isTaken = seen.has(column.name)
    seen.add(column.name)
    return isTaken ? { ...column, name: column.alias ?? column.name } : column
  })
}

/** `movement` for `movementxmod^1`: a modulated column belongs to the condition that it modulates. */
function conditionOf(base: string, conditions: ReadonlySet<string>): string {
  if (conditions.has(base)) return base
  return [...conditions].find((name) => base.startsWith(`${name}x`)) ?? base
}
