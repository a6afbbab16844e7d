import type { Pane } from '../../src/state/appState.ts'
import { shownIn, type InProcessApp } from './inProcessApp.ts'

/** Names of the condition columns of what a pane shows. */
export function designColumnNames(app: InProcessApp, pane: Pane): readonly string[] {
  return shownIn(app, pane)
    .design.columns.filter(({ role }) => role === 'condition')
    .map(({ name }) => name)
}
