import { describe, expect, it } from 'vitest'
import { readingsPerFit } from '../../src/core/formats/memoryNeed.ts'
import { overparameterizedConditions } from '../../src/core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../../src/core/pipeline/presets.ts'
import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { panes, type Pane } from '../../src/state/appState.ts'
import type { FittedResult } from '../../src/state/paneResult.ts'
import { phase } from '../../src/state/phase.ts'
import { runFiles } from '../support/droppedRuns.ts'
import { explanationEnd } from '../support/explanations.ts'
import { freshApp } from '../support/freshApp.ts'
import { askedAbout, countingEngine, memoryFor, openInGroups } from '../support/groupedRun.ts'
import { openFiles, shownIn, until, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'
import { inProcessEngine, slabsComputed } from '../support/inProcessEngine.ts'
import { mortalEngine } from '../support/mortalEngine.ts'

/**
 * SPM12's noise covariance is a sum over voxels, added up group by group: its last digits differ, and so do those of what
 * follows from it. Relative to the largest value of a map.
 */
const roundingOfPooling = 1e-9

/** Of the run's 2900 voxels in its masks. */
const groupVoxels = 700

async function openKept(): Promise<InProcessApp> {
  const app = freshApp()
  await openFiles(app, runFiles('er'))
  return app
}

function expectSameMaps(found: FittedResult, expected: FittedResult, tolerance: number): void {
  expect(found.voxels).toEqual(expected.voxels)
  expect([...found.maps.keys()]).toEqual([...expected.maps.keys()])
  expect(found.commonUnitFactor).toEqual(expected.commonUnitFactor)
  for (const [kind, map] of expected.maps) {
    const scale = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const worst = map.reduce(
      (most, value, v) => Math.max(most, Math.abs(value - (found.maps.get(kind)?.[v] ?? NaN))),
      0,
    )
    expect(worst, kind).toBeLessThanOrEqual(tolerance * scale)
  }
}

function pipelines(app: InProcessApp): Readonly<Record<Pane, PipelineSpec>> {
  const { settings } = app.store.getState()
  if (settings === null) throw new Error('no settings')
  return settings.pipelines
}

async function fitted(app: InProcessApp): Promise<void> {
  await untilPhase(app, 'fitting')
  await untilPhase(app, 'ready')
}

describe('a run fitted in groups of voxels', () => {
  it.each([1, 2, 4])('by %i workers has the maps of one whose series are kept', async (workers) => {
    const kept = await openKept()
    const app = await openInGroups(groupVoxels, inProcessEngine(workers, memoryFor(groupVoxels)))
    expect(app.store.getState().run?.summary.kept).toMatchObject({ kind: 'nothing', groupVoxels })
    expectSameMaps(shownIn(app, 'a'), shownIn(kept, 'a'), 0)
    expectSameMaps(shownIn(app, 'b'), shownIn(kept, 'b'), roundingOfPooling)
    expect(shownIn(app, 'b').spm?.pooledVoxels).toEqual(shownIn(kept, 'b').spm?.pooledVoxels)
  })

  it('also where panes model different data', async () => {
    const change = (app: InProcessApp): void => {
      const { a, b } = pipelines(app)
      app.actions.setPipeline('a', { ...a, smoothing: { fwhmMm: 6 } })
      app.actions.setPipeline('b', { ...b, noise: { kind: 'ols' } })
    }
    const apps = [await openKept(), await openInGroups(groupVoxels)] as const
    for (const app of apps) {
      change(app)
      await fitted(app)
    }
    for (const pane of panes) expectSameMaps(shownIn(apps[1], pane), shownIn(apps[0], pane), 0)
  })

  it('is explained as one whose series are kept', async () => {
    const apps = [await openKept(), await openInGroups(groupVoxels)] as const
    for (const app of apps) {
      const { a, b } = pipelines(app)
      app.actions.setPipeline('b', { ...a, noise: b.noise, mask: b.mask })
      await fitted(app)
      app.actions.explain()
      await explanationEnd(app)
    }
    const [kept, grouped] = apps.map((app) => app.store.getState().explain.shown?.refits)
    if (kept === undefined || grouped === undefined) throw new Error('nothing was explained')
    expect([...grouped.keys()].toSorted()).toEqual([...kept.keys()].toSorted())
    for (const [key, { maps }] of kept) {
      for (const [kind, map] of maps) {
        const scale = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        const other = grouped.get(key)?.maps.get(kind)
        map.forEach((value, v) => {
          expect(Math.abs((other?.[v] ?? NaN) - value)).toBeLessThanOrEqual(roundingOfPooling * scale)
        })
      }
    }
  })
})

describe('the file is read', () => {
  /** Both panes with one preset's noise model, and how often groups were prepared for them. */
  async function readings(preset: typeof nilearnPreset): Promise<{ found: number; groups: number }> {
    const { engine, prepared } = countingEngine(inProcessEngine(2, memoryFor(groupVoxels)))
    const app = await openInGroups(groupVoxels, engine)
    const { events } = app.store.getState().run ?? {}
    const spec = preset(overparameterizedConditions(events ?? []))
    const { mask } = pipelines(app).a
    for (const pane of panes) app.actions.setPipeline(pane, { ...spec, mask })
    await fitted(app)
    const before = prepared()
    for (const pane of panes) {
      app.actions.setPipeline(pane, { ...pipelines(app)[pane], highPass: { kind: 'none' } })
    }
    await fitted(app)
    const groups = Math.ceil(shownIn(app, 'a').voxels.length / groupVoxels)
    return { found: prepared() - before, groups }
  }

  it('as often as was said for both panes together, less the group that is still there', async () => {
    const plain = await readings(nilearnPreset)
    expect(plain.groups).toBeGreaterThan(2)
    expect(plain.found).toBe(readingsPerFit(plain.groups).plain - 1)
    const pooled = await readings(spm12Preset)
    expect(pooled.found).toBe(readingsPerFit(pooled.groups).pooled - 1)
  })

  it('not at all for another contrast, nor for settings that were fitted before', async () => {
    const { engine, prepared } = countingEngine(inProcessEngine(2, memoryFor(groupVoxels)))
    const app = await openInGroups(groupVoxels, engine)
    const first = pipelines(app)
    const before = prepared()
    app.actions.setContrast('both', { kind: 'expression', text: 'left_tap' })
    await fitted(app)
    expect(prepared()).toBe(before)
    app.actions.setPipeline('b', { ...first.b, noise: { kind: 'ols' } })
    await fitted(app)
    const after = prepared()
    expect(after).toBeGreaterThan(before)
    app.actions.setPipeline('b', first.b)
    await untilPhase(app, 'ready')
    expect(shownIn(app, 'b').spec).toEqual(first.b)
    expect(prepared()).toBe(after)
  })
})

describe('a cancelled fit in groups', () => {
  it('stops before its last group, and can be asked for again', async () => {
    const { engine, prepared } = countingEngine(inProcessEngine(2, memoryFor(300)))
    const app = freshApp(2, engine)
    await askedAbout(app, runFiles('er'))
    app.actions.loadOtherwise({ memory: 'in-groups' })
    await until(app, () => prepared() === 3)
    app.actions.cancel()
    await untilPhase(app, 'ready')
    await engine.run.mask(
      { kind: 'all' },
      { discardScans: 1, smoothing: { fwhmMm: 0 }, scaledPerVolume: false },
    )
    expect(prepared()).toBe(3)
    const slabs = await slabsComputed(engine)
    expect(app.store.getState().panes.a.job.status).toBe('cancelled')
    app.actions.refit()
    await fitted(app)
    expect(await slabsComputed(engine)).toBeGreaterThan(slabs)
    expect(shownIn(app, 'a').maps.get('t')).toHaveLength(shownIn(app, 'a').voxels.length)
  })
})

describe('a worker that ends in the middle of a fit in groups', () => {
  it.each([
    ['fit', 'fit', 4],
    ['fit', 'pooledCovariance', 4],
    ['run', 'prepare', 2],
  ] as const)('%s at %s: the maps are those of an undisturbed one', async (kind, method, after) => {
    const kept = await openKept()
    const mortal = mortalEngine(memoryFor(groupVoxels))
    mortal.killAtNext(kind, method, after)
    const app = freshApp(2, mortal.engine)
    await askedAbout(app, runFiles('er'))
    app.actions.loadOtherwise({ memory: 'in-groups' })
    await until(
      app,
      (state) => state.messages.some(({ code }) => code === 'worker-restarted') && phase(state) === 'ready',
    )
    expectSameMaps(shownIn(app, 'a'), shownIn(kept, 'a'), 0)
    expectSameMaps(shownIn(app, 'b'), shownIn(kept, 'b'), roundingOfPooling)
  })
})
