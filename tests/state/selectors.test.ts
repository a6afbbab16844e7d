import { describe, expect, it } from 'vitest'
import { selectors } from '../../src/app/selectors.ts'
import { mapKinds } from '../../src/core/contrast/mapKind.ts'
import { panes, type AppState } from '../../src/state/appState.ts'
import { askedRows } from '../../src/state/askedRows.ts'
import { estimatedValues, hasMap } from '../../src/state/paneMap.ts'
import { spaceOf } from '../../src/state/space.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import { inProcessApp, openFiles, shownIn, untilPhase } from '../support/inProcessApp.ts'

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

describe('what is told of a contrast without computing it', () => {
  it.each([
    { contrast: { kind: 't', weights: { a: 1 } }, rows: 1, kinds: ['t', 'z', 'p'] },
    { contrast: { kind: 'F', rows: [{ a: 1 }, { constant: 1 }] }, rows: 2, kinds: ['F', 'z', 'p'] },
  ] as const)(
    '$contrast.kind: its maps and rows are those that are made',
    async ({ contrast, rows, kinds }) => {
      const app = inProcessApp(2)
      await openFiles(app, tinyRun())
      app.actions.setContrast('a', contrast)
      app.actions.setContrast('b', contrast)
      const state = await untilPhase(app, 'ready')
      app.stop()
      const space = spaceOf(state)
      if (space === null) throw new Error('no space')
      for (const pane of panes) {
        const result = shownIn(app, pane)
        const made = mapKinds.filter((kind) => estimatedValues(result, space, kind) !== null)
        expect(mapKinds.filter((kind) => hasMap(result, space, kind))).toEqual(made)
        expect(made).toEqual(expect.arrayContaining([...kinds]))
        expect(askedRows(state, pane)).toBe(rows)
      }
    },
  )

  it('has no rows for what cannot be read', async () => {
    const app = inProcessApp(2)
    const state = await openFiles(app, tinyRun())
    app.stop()
    expect(askedRows({ ...state, contrastDrafts: { a: 'a -', b: null } }, 'a')).toBe(0)
  })
})
