import type { PaneOrBoth } from './actions.ts'
import type { Pane } from './appState.ts'

/** Both panes' values with one or both changed. */
export function forPanes<T>(
  which: PaneOrBoth,
  values: Readonly<Record<Pane, T>>,
  change: (value: T) => T,
): Readonly<Record<Pane, T>> {
  const changed = (pane: Pane): T =>
    which === 'both' || which === pane ? change(values[pane]) : values[pane]
  return { a: changed('a'), b: changed('b') }
}
