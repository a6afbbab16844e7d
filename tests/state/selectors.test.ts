import { expect, it } from 'vitest'
import { selectors } from '../../src/app/selectors.ts'
import { panes, type AppState } from '../../src/state/appState.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import { inProcessApp, openFiles } from '../support/inProcessApp.ts'

/** What the panels read of the whole state. */
function readAll(state: AppState): Record<string, unknown> {
  return {
    maps: selectors.availableMaps(state),
    groups: selectors.differingGroups(state),
    conditions: selectors.conditionUses(state),
    blocks: selectors.eventBlocks(state),
    facts: selectors.runFacts(state),
    difference: selectors.displayMap(state, 'difference'),
    differenceReadout: selectors.readout(state, 'difference'),
  }
}

/** What the panels read of a pane. */
function readPane(state: AppState, pane: 'a' | 'b'): Record<string, unknown> {
  return {
    map: selectors.displayMap(state, pane),
    fading: selectors.fadeStatistic(state, pane)?.volume,
    readout: selectors.readout(state, pane),
    verdict: selectors.contrastVerdict(state, pane),
    diagnostics: selectors.designDiagnostics(state, pane),
    voxel: selectors.voxelSide(state, pane),
    defaults: selectors.defaultsOf(state, pane),
  }
}

it('selectors answer an unchanged state with the same objects', async () => {
  const app = inProcessApp(2)
  const state = await openFiles(app, tinyRun())
  app.stop()
  const again = { ...state }
  for (const [name, value] of Object.entries(readAll(state))) {
    expect(value, name).not.toBeNull()
    expect(Object.is(readAll(again)[name], value), name).toBe(true)
  }
  for (const pane of panes) {
    for (const [name, value] of Object.entries(readPane(state, pane))) {
      expect(value, `${name} ${pane}`).not.toBeNull()
      expect(Object.is(readPane(again, pane)[name], value), `${name} ${pane}`).toBe(true)
    }
  }
})
