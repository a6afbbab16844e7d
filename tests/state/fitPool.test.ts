import { describe, expect, it } from 'vitest'
import { automaticFitWorkers } from '../../src/state/fitPool.ts'
import { phase } from '../../src/state/phase.ts'
import { runFiles } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { openFiles, shownIn, until, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'

const resized = (app: InProcessApp, count: number) =>
  until(app, (state) => app.engine.fits.length === count && phase(state) === 'ready')

it('the processor decides how many workers fit, within reason', () => {
  expect([1, 2, 6, 64, 0.5, NaN].map(automaticFitWorkers)).toEqual([1, 2, 6, 8, 1, 1])
})

describe('another number of workers', () => {
  it('keeps run, settings and what is shown, and gives the same maps', async () => {
    const app = freshApp()
    const before = await openFiles(app, runFiles('er'))
    const shown = shownIn(app, 'a')
    let blanks = 0
    const unsubscribe = app.store.subscribe(({ panes }) => {
      if (panes.a.shown === null) blanks++
    })
    app.actions.setFitWorkers(4)
    expect(app.store.getState().view.fitWorkers).toBe(4)
    await until(app, ({ panes: { a } }) => a.shown !== shown)
    const after = await resized(app, 4)
    unsubscribe()
    expect(blanks).toBe(0)
    expect(after.run).toBe(before.run)
    expect(after.settings).toBe(before.settings)
    expect(Object.fromEntries(shownIn(app, 'a').maps)).toEqual(Object.fromEntries(shown.maps))
    const [voxel] = shown.voxels
    const answers = app.engine.fits.map((fit) => fit.voxelFit(shownIn(app, 'a').fitId, voxel ?? -1))
    expect((await Promise.all(answers)).filter((answer) => answer !== null)).toHaveLength(1)
  })

  it('can be asked for while data are prepared and fitted, and while a run is read', async () => {
    const app = freshApp()
    app.actions.addFiles(runFiles('er'))
    await untilPhase(app, 'fitting')
    app.actions.setFitWorkers(3)
    await resized(app, 3)
    app.actions.addFiles(runFiles('block'))
    app.actions.setFitWorkers(1)
    await resized(app, 1)
    await untilPhase(app, 'ready')
    expect(shownIn(app, 'b').maps.get('t')).toHaveLength(shownIn(app, 'b').voxels.length)
  })

  it('is left to the processor again', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('er'))
    app.actions.setFitWorkers(1)
    await resized(app, 1)
    app.actions.setFitWorkers(null)
    await resized(app, 2)
    expect(app.store.getState().view.fitWorkers).toBeNull()
  })
})
