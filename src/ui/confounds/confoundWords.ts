import type { Pane } from '../../state/appState.ts'
import type { ConfoundRow } from '../../state/confoundRows.ts'

/** What is said beside a single column's name. */
export function rowWords({ values, missingCount }: ConfoundRow): string {
  if (values === null) return 'not in the table'
  return missingCount === 0 ? '' : `${String(missingCount)} n/a`
}

/** A warning of a column that a drift model already holds; empty if none does. */
export function rowCaution({ duplicatesDriftOf }: ConfoundRow): string {
  return duplicatesDriftOf.length === 0 ? '' : `Already in the drift model of ${listed(duplicatesDriftOf)}.`
}

/** How many columns a group has. */
export function groupWords(rows: readonly ConfoundRow[]): string {
  const missing = rows.filter(({ missingCount }) => missingCount > 0).length
  const columns = rows.length === 1 ? '1 column' : `${String(rows.length)} columns`
  return missing === 0 ? columns : `${columns}, ${String(missing)} with n/a`
}

/** How much of a group the drift models hold already, pane by pane; empty where that is nothing. */
export function groupDuplicates(rows: readonly ConfoundRow[]): string {
  const parts = (['a', 'b'] as const).flatMap((pane) => {
    const count = rows.filter(({ duplicatesDriftOf }) => duplicatesDriftOf.includes(pane)).length
    if (count === 0) return []
    return [
      `${count === rows.length ? 'all' : `${String(count)} of ${String(rows.length)}`} in ${pane.toUpperCase()}`,
    ]
  })
  return parts.length === 0 ? '' : `Already in the drift model: ${parts.join(', ')}.`
}

function listed(which: readonly Pane[]): string {
  return which.map((pane) => pane.toUpperCase()).join(' and ')
}
