import { confoundGroups, type ConfoundGroup } from '../core/design/confoundGroups.ts'
import type { ConfoundTable } from '../core/design/confounds.ts'
import type { Design } from '../core/design/design.ts'
import { driftShares, duplicateFrom } from '../core/design/driftShare.ts'
import { columnOf } from '../core/math/matrix.ts'
import { panes, type AppState, type Pane, type Settings } from './appState.ts'
import { memoizeLast } from './memo.ts'
import { paneDesign, type LiveDesign } from './paneDesign.ts'

/** A column that the table of confounds offers, or that a pane asks for and no table has. */
export interface ConfoundRow {
  readonly name: string
  /** NaN where the table says n/a; null where there is no such column. */
  readonly values: Float64Array | null
  readonly missingCount: number
  /** The panes whose drift model already holds it. */
  readonly duplicatesDriftOf: readonly Pane[]
}

/** What the chooser of confounds shows. */
export interface ConfoundRows {
  readonly columns: readonly string[]
  readonly rows: readonly ConfoundRow[]
  readonly groups: readonly ConfoundGroup[]
}

/** Every confound of the run and every one asked for; null while there are neither. */
export function confoundRows(state: AppState): ConfoundRows | null {
  return rowsOf(state.run?.confounds ?? null, state.settings, paneDesign(state, 'a'), paneDesign(state, 'b'))
}

const rowsOf = memoizeLast(
  (
    table: ConfoundTable | null,
    settings: Settings | null,
    a: LiveDesign | null,
    b: LiveDesign | null,
  ): ConfoundRows | null => {
    if (settings === null) return null
    const asked = panes.flatMap((pane) => settings.pipelines[pane].confounds.columns)
    const columns = table?.columns ?? []
    const absent = [...new Set(asked)].filter((name) => !columns.includes(name))
    if (columns.length + absent.length === 0) return null
    const hasDrift = panes.some((pane) => settings.pipelines[pane].highPass.kind !== 'none')
    const shares = { a: sharesIn(a, table), b: sharesIn(b, table) }
    const known = columns.map((name, j): ConfoundRow => {
      const values = table === null ? new Float64Array(0) : columnOf(table.values, j)
      return {
        name,
        values,
        missingCount: values.filter((value) => !Number.isFinite(value)).length,
        duplicatesDriftOf: panes.filter((pane) => (shares[pane]?.[j] ?? 0) >= duplicateFrom),
      }
    })
    return {
      columns,
      rows: [...known, ...absent.map(asAbsent)],
      groups: confoundGroups(columns, hasDrift),
    }
  },
)

function asAbsent(name: string): ConfoundRow {
  return { name, values: null, missingCount: 0, duplicatesDriftOf: [] }
}

function sharesIn(live: LiveDesign | null, table: ConfoundTable | null): Float64Array | null {
  if (live?.ok !== true || table === null || table.values.rows < live.design.matrix.rows) return null
  return sharesOf(live.design, table)
}

const known = new WeakMap<Design, WeakMap<ConfoundTable, Float64Array>>()

/** Shares of the kept scans' rows, computed once for a design and a table. */
function sharesOf(design: Design, table: ConfoundTable): Float64Array {
  const ofDesign = known.get(design) ?? new WeakMap<ConfoundTable, Float64Array>()
  known.set(design, ofDesign)
  const found = ofDesign.get(table) ?? driftShares(design, lastRows(table, design.matrix.rows))
  ofDesign.set(table, found)
  return found
}

function lastRows({ values }: ConfoundTable, count: number): ConfoundTable['values'] {
  const { rows, columns, data } = values
  return { rows: count, columns, data: data.subarray(Math.max(0, rows - count) * columns) }
}
