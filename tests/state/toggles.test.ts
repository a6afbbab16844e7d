import { afterEach, describe, expect, it } from 'vitest'
import type { Pane } from '../../src/state/appState.ts'
import { phase } from '../../src/state/phase.ts'
import { runFiles } from '../support/droppedRuns.ts'
import { inProcessApp, openFiles, shownIn, until, type InProcessApp } from '../support/inProcessApp.ts'

const apps: InProcessApp[] = []

async function openedApp(): Promise<InProcessApp> {
  const app = inProcessApp(2)
  apps.push(app)
  await openFiles(app, runFiles('er'))
  return app
}

afterEach(() => {
  for (const app of apps.splice(0)) app.stop()
})

async function columnsPassed({ engine }: InProcessApp): Promise<number> {
  const counts = await Promise.all(engine.fits.map((fit) => fit.columnsPassed()))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Switches both designs and says how many columns had to be multiplied with the data. */
async function toggled(app: InProcessApp, to: 'minimal' | 'overparameterized'): Promise<number> {
  const before = await columnsPassed(app)
  const shown = shownIn(app, 'a')
  app.actions.setDesignSwitch('both', to)
  await until(app, (state) => phase(state) === 'ready' && state.panes.a.shown !== shown)
  return (await columnsPassed(app)) - before
}

function mapsOf(app: InProcessApp, pane: Pane): Record<string, Float64Array> {
  return Object.fromEntries(shownIn(app, pane).maps)
}

describe('another design on the same data', () => {
  it('costs a pass over its new columns only, and none once they are known', async () => {
    const app = await openedApp()
    const { settings } = app.store.getState()
    const slabs = 2
    const minimal = settings?.pipelines.a.conditions
    expect(minimal).toBeDefined()
    expect(await toggled(app, 'overparameterized')).toBeGreaterThan(0)
    // Noise bins: another fit of the same columns.
    const before = await columnsPassed(app)
    const shown = shownIn(app, 'a')
    if (settings === null) throw new Error('no settings')
    const { pipelines } = app.store.getState().settings ?? settings
    app.actions.setPipeline('a', { ...pipelines.a, noise: { kind: 'nilearn-ar1', bins: 77 } })
    await until(app, (state) => phase(state) === 'ready' && state.panes.a.shown !== shown)
    expect(await columnsPassed(app)).toBe(before)
    expect(slabs).toBe(2)
  })

  it('gives the same maps to the last bit, whatever was fitted before', async () => {
    const [one, other] = [await openedApp(), await openedApp()]
    await toggled(one, 'overparameterized')
    await toggled(other, 'minimal')
    await toggled(other, 'overparameterized')
    expect(mapsOf(other, 'a')).toEqual(mapsOf(one, 'a'))
    expect(mapsOf(other, 'b')).toEqual(mapsOf(one, 'b'))
  })
})
