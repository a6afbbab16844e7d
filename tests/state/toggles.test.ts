import { describe, expect, it } from 'vitest'
import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import type { Pane } from '../../src/state/appState.ts'
import { phase } from '../../src/state/phase.ts'
import { startWarming } from '../../src/state/warming.ts'
import { runFiles } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { openFiles, shownIn, until, type InProcessApp } from '../support/inProcessApp.ts'

async function openedApp(): Promise<InProcessApp> {
  const app = freshApp(2)
  await openFiles(app, runFiles('er'))
  return app
}

async function columnsPassed({ engine }: InProcessApp): Promise<number> {
  const counts = await Promise.all(engine.fits.map((fit) => fit.columnsPassed()))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Changes settings, waits for both maps and says how many columns had to be multiplied with slabs for them. */
async function passesOf(app: InProcessApp, change: () => void): Promise<number> {
  const before = await columnsPassed(app)
  const shown = shownIn(app, 'a')
  change()
  await until(app, (state) => phase(state) === 'ready' && state.panes.a.shown !== shown)
  return (await columnsPassed(app)) - before
}

/** Changes settings of pipeline A. */
function changeA({ store, actions }: InProcessApp, part: Partial<PipelineSpec>): void {
  const { settings } = store.getState()
  if (settings === null) throw new Error('no settings')
  actions.setPipeline('a', { ...settings.pipelines.a, ...part })
}

const binned = (bins: number): Partial<PipelineSpec> => ({ noise: { kind: 'nilearn-ar1', bins } })

function mapsOf(app: InProcessApp, pane: Pane): Record<string, Float64Array> {
  return Object.fromEntries(shownIn(app, pane).maps)
}

describe('another design on the same data', () => {
  it('costs a pass over its new columns only, and none once they are known', async () => {
    const app = await openedApp()
    const columns = shownIn(app, 'a').design.columns.length
    const first = await columnsPassed(app)
    const over = (): void => {
      app.actions.setDesignSwitch('both', 'overparameterized')
    }
    const added = await passesOf(app, over)
    expect(shownIn(app, 'a').design.columns.length).toBeGreaterThan(columns)
    // Drift and constant are known: a few columns and their neighbour sums are new.
    expect(added).toBeGreaterThan(0)
    expect(added).toBeLessThan(first / 2)
    expect(await passesOf(app, () => changeA(app, binned(77)))).toBe(0)
    expect(await passesOf(app, () => changeA(app, { noise: { kind: 'ols' } }))).toBe(0)
  })

  it('gives the same maps to the last bit, whatever was fitted before', async () => {
    const [one, other] = [await openedApp(), await openedApp()]
    for (const app of [one, other]) {
      await passesOf(app, () => {
        if (app === other) changeA(app, binned(50))
        app.actions.setDesignSwitch('both', 'overparameterized')
      })
    }
    expect(await passesOf(other, () => changeA(other, binned(100)))).toBe(0)
    expect(mapsOf(other, 'a')).toEqual(mapsOf(one, 'a'))
    expect(mapsOf(other, 'b')).toEqual(mapsOf(one, 'b'))
  })
})

describe('at rest', () => {
  it('the columns of likely designs are multiplied ahead, so that the toggle itself needs no pass', async () => {
    const app = await openedApp()
    const before = await columnsPassed(app)
    const stop = startWarming(app.store, app.engine)
    app.actions.setView({ thresholdAbs: 3 })
    await settled(app)
    const warmed = await columnsPassed(app)
    expect(warmed).toBeGreaterThan(before)
    const toggle = (): void => {
      app.actions.setDesignSwitch('both', 'overparameterized')
    }
    expect(await passesOf(app, toggle)).toBe(0)
    stop()
  })

  it('a user’s change stops it', async () => {
    const app = await openedApp()
    const calls: number[] = []
    const told: number[] = []
    // Workers that hold the work ahead until they are told to stop.
    const fits = app.engine.fits.map((fit) => ({
      ...fit,
      warm(_request: unknown, jobId: number) {
        calls.push(jobId)
        return new Promise<void>(() => undefined)
      },
      cancel(jobId: number) {
        told.push(jobId)
        return fit.cancel(jobId)
      },
    }))
    const engine = { ...app.engine, fits }
    const stop = startWarming(app.store, engine)
    app.actions.setView({ thresholdAbs: 3 })
    await waitFor(() => calls.length > 0)
    const [jobId] = calls
    expect(await passesOf(app, () => changeA(app, binned(50)))).toBe(0)
    expect(told).toContain(jobId)
    stop()
  })
})

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(20)
}

/** Resolves when the workers have multiplied nothing for a while. */
async function settled(app: InProcessApp): Promise<void> {
  const begun = await columnsPassed(app)
  let last = begun
  for (;;) {
    await pause(400)
    const now = await columnsPassed(app)
    if (now === last && now > begun) return
    last = now
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
