import { describe, expect, it } from 'vitest'
import type { WorkerKind } from '../../src/state/engine.ts'
import { phase } from '../../src/state/phase.ts'
import { runFiles, tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { fileFrom, openFiles, shownIn, until, untilPhase } from '../support/inProcessApp.ts'
import type { InProcessApp } from '../support/inProcessApp.ts'
import { mortalEngine, type MortalEngine } from '../support/mortalEngine.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

function mortalApp(): { readonly app: InProcessApp; readonly mortal: MortalEngine } {
  const mortal = mortalEngine()
  const app = freshApp(2, mortal.engine)
  return { app, mortal }
}

const codes = (app: InProcessApp): string[] => app.store.getState().messages.map(({ code }) => code)
const mask = (): File => fileFrom(`${fixtures}nilearn-more/given_mask.nii.gz`)

describe('a run’s worker that ends', () => {
  it.each(['inspect', 'load', 'adopt'])(
    'at %s of the first run: the run is open all the same',
    async (method) => {
      const { app, mortal } = mortalApp()
      mortal.killAtNext('run', method)
      app.actions.addFiles(tinyRun())
      await until(app, ({ run }) => run !== null)
      await untilPhase(app, 'ready')
      expect(shownIn(app, 'a').voxels.length).toBeGreaterThan(0)
      expect(codes(app)).toEqual(['worker-restarted'])
    },
  )

  it.each(['inspect', 'load', 'adopt'])(
    'at %s of another run: that one is open in the end',
    async (method) => {
      const alone = mortalApp().app
      await openFiles(alone, runFiles('block'))
      const { app, mortal } = mortalApp()
      await openFiles(app, tinyRun())
      mortal.killAtNext('run', method)
      app.actions.addFiles(runFiles('block'))
      await until(
        app,
        (state) => state.run?.fileName?.includes('sub-block') === true && phase(state) === 'ready',
      )
      expect(shownIn(app, 'a').maps.get('t')).toEqual(shownIn(alone, 'a').maps.get('t'))
      expect(codes(app)).toEqual(['worker-restarted'])
    },
  )

  it('twice at the same file is reported, and the earlier run is whole', async () => {
    const { app, mortal } = mortalApp()
    const before = await openFiles(app, tinyRun())
    mortal.killAtNext('run', 'load')
    // After the first end the earlier run is read again, then the file once more.
    mortal.killAtNext('run', 'load', 2)
    app.actions.addFiles(runFiles('block'))
    await until(app, ({ messages }) => messages.some(({ code }) => code === 'worker-ended'))
    expect(app.store.getState().run).toBe(before.run)
    app.actions.setDiscardScans(2)
    await untilPhase(app, 'fitting')
    await untilPhase(app, 'ready')
    expect(shownIn(app, 'b').design.matrix.rows).toBe(58)
  })

  it.each(['mask', 'prepare', 'globals'])('at %s of a fit: the fit is done once more', async (method) => {
    const { app, mortal } = mortalApp()
    mortal.killAtNext('run', method)
    app.actions.addFiles(tinyRun())
    await until(app, (state) => codes(app).includes('worker-restarted') && phase(state) === 'ready')
    expect(shownIn(app, 'b').voxels.length).toBeGreaterThan(0)
    expect(app.store.getState().panes.b.refusal).toBeNull()
  })

  it('at a mask of the user’s: the mask is there in the end', async () => {
    const { app, mortal } = mortalApp()
    await openFiles(app, tinyRun())
    mortal.killAtNext('run', 'loadMask')
    app.actions.addFiles([mask()])
    await until(app, ({ run }) => run?.companions.mask?.name === 'given_mask.nii.gz')
  })

  it('while nothing is done: fits, mask and what the run is like are still known', async () => {
    const { app, mortal } = mortalApp()
    await openFiles(app, [...tinyRun(), mask()])
    await until(app, ({ intake }) => intake.quality !== null)
    mortal.kill('run')
    await until(app, () => codes(app).includes('worker-restarted'))
    const { fitId, voxels } = shownIn(app, 'a')
    const fits = await Promise.all(app.engine.fits.map((fit) => fit.voxelFit(fitId, voxels[0] ?? 0)))
    expect(fits.filter((fit) => fit !== null)).toHaveLength(1)
    const { settings } = app.store.getState()
    if (!settings) throw new Error('no settings')
    app.actions.setPipeline('a', {
      ...settings.pipelines.a,
      mask: { kind: 'file', name: 'given_mask.nii.gz' },
    })
    await untilPhase(app, 'fitting')
    await untilPhase(app, 'ready')
    expect(app.store.getState().panes.a.refusal).toBeNull()
  })
})

describe('a fitting worker that ends', () => {
  it('in the middle of a fit: the maps are those of an undisturbed one', async () => {
    const alone = mortalApp().app
    await openFiles(alone, tinyRun())
    const { app, mortal } = mortalApp()
    mortal.killAtNext('fit', 'fit')
    app.actions.addFiles(tinyRun())
    await until(app, (state) => codes(app).includes('worker-restarted') && phase(state) === 'ready')
    for (const pane of ['a', 'b'] as const) {
      expect(shownIn(app, pane).maps.get('t')).toEqual(shownIn(alone, pane).maps.get('t'))
    }
  })

  it('after the fit: what is shown stays, and its voxels can still be asked about', async () => {
    const { app, mortal } = mortalApp()
    await openFiles(app, tinyRun())
    const { fitId, voxels, maps } = shownIn(app, 'a')
    mortal.kill('fit')
    await until(app, (state) => codes(app).includes('worker-restarted') && phase(state) === 'ready')
    expect(shownIn(app, 'a').maps.get('t')).toEqual(maps.get('t'))
    for (const voxel of [voxels[0] ?? 0, voxels.at(-1) ?? 0]) {
      const fits = await Promise.all(app.engine.fits.map((fit) => fit.voxelFit(fitId, voxel)))
      expect(fits.filter((fit) => fit !== null)).toHaveLength(1)
    }
  })
})

describe('the design’s worker that ends', () => {
  it.each(['resolveAndPlan', 'remlPlan'])('at %s: the fit is done once more', async (method) => {
    const { app, mortal } = mortalApp()
    mortal.killAtNext('design', method)
    app.actions.addFiles(tinyRun())
    await until(app, (state) => codes(app).includes('worker-restarted') && phase(state) === 'ready')
    expect(app.store.getState().panes.a.refusal).toBeNull()
    expect(app.store.getState().panes.b.refusal).toBeNull()
  })

  it('at the file’s hash: a saved session still names the file', async () => {
    const { app, mortal } = mortalApp()
    mortal.killAtNext('design', 'sha256')
    await openFiles(app, tinyRun())
    await until(app, ({ run }) => run?.sha256 != null)
  })
})

it.each<[WorkerKind, string]>([
  ['run', 'load'],
  ['design', 'resolveAndPlan'],
])('a %s worker that is not started any more is reported, and nothing waits for ever', async (kind) => {
  const { app, mortal } = mortalApp()
  await openFiles(app, tinyRun())
  mortal.kill(kind, 'given-up')
  await until(app, () => codes(app).includes('worker-given-up'))
  app.actions.addFiles(runFiles('block'))
  await until(
    app,
    () => codes(app).includes('worker-ended') || app.store.getState().run?.fileName !== 'slow_bold.nii.gz',
  )
  expect(['ready', 'failed']).toContain(phase(await untilPhase(app, 'ready')))
})
