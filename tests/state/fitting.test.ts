import { describe, expect, it } from 'vitest'
import { spm12Preset } from '../../src/core/pipeline/presets.ts'
import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { selectors } from '../../src/app/selectors.ts'
import { mapOf } from '../../src/state/resultMaps.ts'
import { fitOf } from '../../src/state/paneResult.ts'
import { phase, statusLine } from '../../src/state/phase.ts'
import { eventsFile, runFiles, tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { openFiles, shownIn, until, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'
import { slabsComputed } from '../support/inProcessEngine.ts'

function pipeline({ store }: InProcessApp, pane: 'a' | 'b'): PipelineSpec {
  const { settings } = store.getState()
  if (settings === null) throw new Error('no settings')
  return settings.pipelines[pane]
}

/** Changes settings of a pipeline. */
function change(app: InProcessApp, pane: 'a' | 'b', part: Partial<PipelineSpec>): void {
  app.actions.setPipeline(pane, { ...pipeline(app, pane), ...part })
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const columns = (app: InProcessApp, pane: 'a' | 'b'): string[] =>
  shownIn(app, pane).design.columns.map(({ name }) => name)

describe('the number of fitting workers', () => {
  it('changes no map', async () => {
    const [one, ...others] = [freshApp(1), freshApp(2), freshApp(4)]
    for (const app of [one, ...others]) await openFiles(app, runFiles('er'))
    if (!one) throw new Error('no app')
    for (const app of others) {
      expect(shownIn(app, 'a').voxels).toEqual(shownIn(one, 'a').voxels)
      for (const [kind, map] of shownIn(one, 'a').maps)
        expect(shownIn(app, 'a').maps.get(kind), kind).toEqual(map)
      // ReML pools over all workers, and the order of that sum moves its last bits.
      for (const [kind, map] of shownIn(one, 'b').maps) {
        const other = mapOf(shownIn(app, 'b'), kind) ?? new Float64Array(0)
        const largest = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        const off = map.reduce((most, value, v) => Math.max(most, Math.abs(value - (other[v] ?? NaN))), 0)
        expect(off / largest, kind).toBeLessThan(1e-10)
      }
    }
  })

  it('may exceed what there is to share', async () => {
    const app = freshApp(16)
    await openFiles(app, tinyRun())
    expect(shownIn(app, 'a').maps.get('t')).toHaveLength(shownIn(app, 'a').voxels.length)
  })
})

describe('cancelling', () => {
  it('stops the workers before their next slab, keeps what is shown and says so', async () => {
    const app = freshApp(2)
    const opened = await openFiles(app, runFiles('block'))
    const whole = await slabsComputed(app.engine)
    change(app, 'a', { noise: { kind: 'nilearn-ar1', bins: 50 } })
    await until(app, ({ panes: { a } }) => a.job.status === 'running' && a.job.progress?.unit === 'voxels')
    app.actions.cancel()
    const state = app.store.getState()
    expect(phase(state)).toBe('ready')
    expect(statusLine(state)).toMatch(/cancelled/i)
    expect(state.panes.a.shown).toBe(opened.panes.a.shown)
    expect(selectors.isStale(state, 'a')).toBe(true)
    const atCancel = await slabsComputed(app.engine)
    await pause(300)
    expect((await slabsComputed(app.engine)) - atCancel).toBeLessThanOrEqual(app.engine.fits.length)
    expect(atCancel).toBeGreaterThan(whole)
    app.actions.refit()
    await until(app, (now) => phase(now) === 'ready' && !selectors.isStale(now, 'a'))
    expect(shownIn(app, 'a').spec.noise).toEqual({ kind: 'nilearn-ar1', bins: 50 })
  })

  it('leaves the other pane and later changes working', async () => {
    const app = freshApp(2)
    app.actions.addFiles(runFiles('block'))
    await untilPhase(app, 'fitting')
    app.actions.cancel()
    await untilPhase(app, 'ready')
    app.actions.setDesignSwitch('both', 'overparameterized')
    await until(
      app,
      (state) => phase(state) === 'ready' && state.panes.a.shown !== null && state.panes.b.shown !== null,
    )
    expect(columns(app, 'a').slice(0, 2)).toEqual(['movement', 'rest'])
  })
})

describe('changing settings', () => {
  it('shows only the latest of many changes', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('block'))
    // A fit may be over before the next change: what counts is that nothing is shown once something newer is asked for.
    let outdated = 0
    const unsubscribe = app.store.subscribe(({ panes, settings }, previous) => {
      const shown = fitOf(panes.a.shown)
      if (shown !== previous.panes.a.shown && shown?.spec !== settings?.pipelines.a) outdated++
    })
    for (const cutoffHz of [0.005, 0.006, 0.007, 0.008, 0.009]) {
      change(app, 'a', { highPass: { kind: 'cosine-regressors', cutoffHz } })
      await pause(3)
    }
    await untilPhase(app, 'ready')
    unsubscribe()
    expect(shownIn(app, 'a').spec.highPass).toEqual({ kind: 'cosine-regressors', cutoffHz: 0.009 })
    expect(outdated).toBe(0)
  })

  it('is never ready while a map is older than its settings', async () => {
    const app = freshApp()
    await openFiles(app, tinyRun())
    let early = 0
    const unsubscribe = app.store.subscribe((state) => {
      if (phase(state) === 'ready' && (selectors.isStale(state, 'a') || selectors.isStale(state, 'b')))
        early++
    })
    for (let i = 0; i < 12; i++) {
      app.actions.setDesignSwitch(i % 3 === 0 ? 'both' : 'a', i % 2 === 0 ? 'overparameterized' : 'minimal')
      await pause(i)
    }
    await untilPhase(app, 'ready')
    unsubscribe()
    expect(early).toBe(0)
    expect(columns(app, 'a')).not.toContain('rest')
    expect(columns(app, 'b')).not.toContain('rest')
  })

  it('shows what it has computed before without fitting again', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('block'))
    const minimal = shownIn(app, 'a')
    app.actions.setDesignSwitch('both', 'overparameterized')
    await untilPhase(app, 'ready')
    const before = await slabsComputed(app.engine)
    app.actions.setDesignSwitch('both', 'minimal')
    expect(phase(app.store.getState())).toBe('ready')
    expect(shownIn(app, 'a')).toBe(minimal)
    expect(await slabsComputed(app.engine)).toBe(before)
  })

  it('asks another contrast of the same fit without fitting again', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('er'))
    const before = await slabsComputed(app.engine)
    app.actions.setContrast('both', { kind: 'expression', text: 'left_tap - right_tap' })
    await untilPhase(app, 'ready')
    expect(shownIn(app, 'a').contrastText).toBe('left_tap - right_tap')
    expect(await slabsComputed(app.engine)).toBe(before)
  })

  it('refuses one pane and fits the other', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('block'))
    app.actions.setContrast('a', { kind: 'expression', text: 'no_such_condition' })
    app.actions.setContrast('b', { kind: 'expression', text: '-movement' })
    const { panes } = await untilPhase(app, 'ready')
    expect(panes.a.refusal?.message).toMatch(/no_such_condition/)
    expect(panes.a.shown?.contrastText).toBe('movement')
    expect(panes.b).toMatchObject({ refusal: null, shown: { contrastText: '-movement' } })
    app.actions.setContrast('a', { kind: 'expression', text: 'movement' })
    expect((await untilPhase(app, 'ready')).panes.a.refusal).toBeNull()
  })

  it('can be undone and redone, one setting at a time, and not to before the first', async () => {
    const app = freshApp()
    const { settings: first } = await openFiles(app, tinyRun())
    app.actions.setDesignSwitch('a', 'overparameterized')
    app.actions.setContrast('b', { kind: 'expression', text: 'b' })
    const last = app.store.getState().settings
    app.actions.undo()
    expect(app.store.getState().settings?.contrasts).toEqual(first?.contrasts)
    app.actions.undo()
    expect(app.store.getState().settings).toEqual(first)
    app.actions.undo()
    expect(app.store.getState().settings).toEqual(first)
    app.actions.redo()
    app.actions.redo()
    expect(app.store.getState().settings).toEqual(last)
    await untilPhase(app, 'ready')
    expect(shownIn(app, 'b').contrastText).toBe('b')
  })

  it('cannot be undone into the settings of another run', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('block'))
    app.actions.setDesignSwitch('a', 'overparameterized')
    const { settings } = await openFiles(app, runFiles('er'))
    app.actions.undo()
    expect(app.store.getState().settings).toBe(settings)
  })
})

describe('discarded scans', () => {
  it('shift onsets and give the maps of a run that starts later', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('block'))
    app.actions.setDiscardScans(4)
    await untilPhase(app, 'ready')
    const { design } = shownIn(app, 'a')
    expect(design.matrix.rows).toBe(96)
    expect(design.frameTimesSeconds[0]).toBe(0)
    expect(
      selectors
        .eventBlocks(app.store.getState())
        .map(({ onsetSeconds }) => onsetSeconds)
        .toSorted((p, q) => p - q)
        .slice(0, 3),
    ).toEqual([-8, 2, 22])
    const { run } = app.store.getState()
    app.actions.setDiscardScans(run?.summary.scanCount ?? 0)
    expect(app.store.getState().settings?.discardScans).toBe(4)
  })
})

describe('settings and another run', () => {
  it('carry what still exists and start afresh with the rest', async () => {
    const app = freshApp()
    await openFiles(app, tinyRun())
    app.actions.setContrast('a', { kind: 'expression', text: 'b' })
    app.actions.setContrast('b', { kind: 'expression', text: 'a - b' })
    change(app, 'a', { noise: { kind: 'ols' }, conditions: { include: ['b'], explicitRest: false } })
    change(app, 'b', { confounds: { columns: ['nowhere'], centre: true, missing: 'zero' } })
    app.actions.setDiscardScans(2)
    await untilPhase(app, 'ready')
    const [bold] = tinyRun()
    const events = eventsFile([
      [4, 6, 'b'],
      [30, 6, 'b'],
      [60, 6, 'c'],
    ])
    const { settings } = await openFiles(app, [bold ?? new File([], ''), events])
    expect(settings?.pipelines.a.noise).toEqual({ kind: 'ols' })
    expect(settings?.pipelines.a.conditions).toEqual({ include: ['b'], explicitRest: false })
    expect(settings?.pipelines.b.conditions).toEqual({ include: ['b', 'c'], explicitRest: false })
    expect(settings?.pipelines.b.confounds.columns).toEqual([])
    expect(settings?.contrasts.a).toEqual({ kind: 'expression', text: 'b' })
    expect(settings?.contrasts.b).toEqual({ kind: 'expression', text: 'b' })
    expect(settings?.discardScans).toBe(0)
  })
})

describe('explicit rest', () => {
  it('is added where the events have none, and is theirs where they have one', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('block'))
    app.actions.setDesignSwitch('both', 'overparameterized')
    await untilPhase(app, 'ready')
    expect(pipeline(app, 'a').conditions).toEqual({ include: ['movement', 'rest'], explicitRest: false })
    expect(columns(app, 'b')).toEqual(['movement', 'rest', 'constant'])
    await openFiles(app, runFiles('er'))
    app.actions.setDesignSwitch('a', 'overparameterized')
    await untilPhase(app, 'ready')
    expect(pipeline(app, 'a').conditions).toMatchObject({ explicitRest: true })
    expect(columns(app, 'a')).toContain('rest')
    expect(columns(app, 'b')).not.toContain('rest')
    expect(selectors.designSwitch(app.store.getState(), 'a')).toBe('overparameterized')
    expect(selectors.designSwitch(app.store.getState(), 'b')).toBe('minimal')
  })
})

it('a preset keeps conditions and confounds', async () => {
  const app = freshApp()
  await openFiles(app, runFiles('block', ['desc-confounds_timeseries.tsv']))
  const { confounds } = pipeline(app, 'a')
  change(app, 'a', { confounds: { ...confounds, columns: ['trans_x'] } })
  app.actions.setPreset('a', 'spm12')
  await untilPhase(app, 'ready')
  const preset = spm12Preset({ include: ['movement'], explicitRest: false })
  expect(pipeline(app, 'a')).toEqual({ ...preset, confounds: { ...preset.confounds, columns: ['trans_x'] } })
  expect(columns(app, 'a')).toEqual(['movement', 'trans_x', 'constant'])
})
