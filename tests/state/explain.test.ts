import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Finding } from '../../src/core/finding.ts'
import { spm12Preset } from '../../src/core/pipeline/presets.ts'
import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { mapValueAt } from '../../src/state/resultMaps.ts'
import type { AppState, Job, PaneState } from '../../src/state/appState.ts'
import {
  dominatingMap,
  explainBlocked,
  explanationAtCrosshair,
  explanationIsStale,
  largestRemainder,
  mixtureMaps,
  shareUncertainty,
  shownAttribution,
} from '../../src/state/explainView.ts'
import { commonVoxels } from '../../src/state/paneMap.ts'
import { phase } from '../../src/state/phase.ts'
import { switchLabel, tieWords } from '../../src/ui/explainTab/switchWords.ts'
import { explanationEnd } from '../support/explanations.ts'
import {
  fileFrom,
  inProcessApp,
  openFiles,
  shownIn,
  textFile,
  until,
  type InProcessApp,
} from '../support/inProcessApp.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

let app: InProcessApp

beforeEach(async () => {
  app = inProcessApp()
  const endings = ['bold.nii.gz', 'events.tsv', 'bold.json']
  await openFiles(
    app,
    endings.map((ending) => fileFrom(`${fixtures}runs/sub-block_task-tap_${ending}`)),
  )
})
afterEach(() => {
  app.stop()
})

function pipeline(pane: 'a' | 'b'): PipelineSpec {
  const { settings } = app.store.getState()
  if (settings === null) throw new Error('no settings')
  return settings.pipelines[pane]
}

async function fitted(): Promise<void> {
  await until(app, (state) => phase(state) === 'ready')
}

/** B as A but for what is given. */
async function makeB(change: Partial<PipelineSpec>): Promise<void> {
  app.actions.setPipeline('b', { ...pipeline('a'), ...change })
  await fitted()
}

describe('an explanation', () => {
  it('of one setting gives it everything, from two refits', async () => {
    await makeB({ noise: { kind: 'ols' } })
    app.actions.explain()
    const { explain } = await explanationEnd(app)
    expect(explain.shown?.refits.size).toBe(2)
    const attribution = shownAttribution(app.store.getState())
    if (attribution?.kind !== 'explained') throw new Error('nothing differs')
    expect(attribution.switches.map(({ share }) => share)).toEqual([expect.closeTo(1, 12)])
    expect(shareUncertainty(app.store.getState())).toBe(0)
  })

  it('finds A’s and B’s own maps at both ends, and leaves nothing over', async () => {
    await makeB({ ...spm12Preset(pipeline('a').conditions) })
    app.actions.explain()
    const state = await explanationEnd(app)
    const { shown } = state.explain
    if (shown === null) throw new Error('nothing was explained')
    const [a, b] = [shownIn(app, 'a'), shownIn(app, 'b')]
    const { inA, inB } = commonVoxels(a.voxels, b.voxels)
    for (const kind of ['effect', 'standard-error', 't', 'z'] as const) {
      const maps = mixtureMaps(shown, kind, 'as-estimated')
      const ends = [
        [maps.get(0), a, inA],
        [maps.get(2 ** shown.switches.length - 1), b, inB],
      ] as const
      for (const [map, result, positions] of ends) {
        positions.forEach((position, v) => {
          const own = mapValueAt(result, kind, position) ?? NaN
          // A refit without units and a pooled sum in another order: rounding of doubles.
          expect(Math.abs((map?.[v] ?? NaN) - own)).toBeLessThan(1e-9 * Math.max(1, Math.abs(own)))
        })
      }
    }
    expect(largestRemainder(state)).toBeLessThan(1e-12)
    expect(dominatingMap(state)?.fractions.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12)
    const here = explanationAtCrosshair(state)
    if (here !== null) {
      const sum = here.contributions.reduce((total, part) => total + part, 0)
      expect(sum).toBeCloseTo(here.a - here.b, 10)
    }
  })

  it('of t calls pipelines identical that differ in units alone, and shares the effect out as estimated', async () => {
    await makeB({ intensity: { kind: 'none' } })
    app.actions.explain()
    await explanationEnd(app)
    app.actions.setView({ map: 't' })
    expect(shownAttribution(app.store.getState())).toEqual({ kind: 'identical' })
    app.actions.setView({ map: 'effect', units: 'percent-of-voxel-mean' })
    expect(shownAttribution(app.store.getState())).toEqual({ kind: 'identical' })
    app.actions.setView({ units: 'as-estimated' })
    expect(shownAttribution(app.store.getState())).toMatchObject({ kind: 'explained', basis: 'exact' })
  })

  it('keeps what is finished when it is cancelled, with how far off it may be', async () => {
    await makeB({ ...spm12Preset(pipeline('a').conditions) })
    app.actions.explain()
    await until(app, ({ explain: { job } }) => job.status === 'running' && (job.progress?.done ?? 0) >= 14)
    app.actions.cancel()
    const state = app.store.getState()
    expect(state.explain.job).toMatchObject({ status: 'cancelled' })
    expect(state.explain.shown?.refits.size).toBeGreaterThanOrEqual(14)
    expect(state.explain.shown?.refits.size).toBeLessThan(24)
    expect(shownAttribution(state)).toMatchObject({ basis: 'first-and-last' })
    expect(shareUncertainty(state)).toBeGreaterThan(0)
  })

  it('is marked as old when a setting changes, and one under way stops', async () => {
    await makeB({ noise: { kind: 'ols' } })
    app.actions.explain()
    await explanationEnd(app)
    await makeB({ samplingInstant: 0.5 })
    expect(explanationIsStale(app.store.getState())).toBe(true)
    app.actions.explain()
    app.actions.setPipeline('b', { ...pipeline('b'), samplingInstant: 0.25 })
    expect(app.store.getState().explain.job.status).toBe('cancelled')
    await fitted()
    app.actions.explain()
    expect((await explanationEnd(app)).explain.job.status).toBe('done')
    expect(explanationIsStale(app.store.getState())).toBe(false)
  })

  it('is forgotten with the run it is of', async () => {
    await makeB({ noise: { kind: 'ols' } })
    app.actions.explain()
    await explanationEnd(app)
    await openFiles(app, [
      fileFrom(`${fixtures}runs/sub-er_task-tap_bold.nii.gz`),
      fileFrom(`${fixtures}runs/sub-er_task-tap_events.tsv`),
    ])
    expect(app.store.getState().explain.shown).toBeNull()
  })
})

describe('settings that cannot be mixed one by one', () => {
  it('move together and are named, with the mixture that has no fit and why', async () => {
    await makeB({
      eventModel: { kind: 'nilearn-fir', delaysScans: [0, 1, 2], oversampling: 50, minOnsetSeconds: -24 },
      noise: { kind: 'ols' },
    })
    app.actions.setContrast('b', { kind: 'expression', text: 'movement_delay_1' })
    await fitted()
    app.actions.explain()
    const { explain } = await explanationEnd(app)
    if (explain.shown === null) throw new Error('it was not explained')
    expect(explain.job.status).toBe('done')
    expect(explain.shown.switches).toEqual(['conditions', 'noise'])
    expect(explain.shown.refits.size).toBe(4)
    expect(switchLabel('conditions', explain.shown)).toBe('Contrast + HRF')
    expect(tieWords(explain.shown)).toMatch(
      /^The contrast and the HRF move together: “A with the contrast of B” cannot be fitted. Its design has no column movement_delay_1, /,
    )
    expect(largestRemainder(app.store.getState())).toBeLessThan(1e-9)
  })
})

describe('what cannot be explained', () => {
  it('is equal settings', async () => {
    await makeB({})
    expect(explainBlocked(app.store.getState())).toBe('A and B have the same settings. Change one.')
    app.actions.explain()
    expect(app.store.getState().explain.job.status).toBe('idle')
  })

  it('is a pane that cannot be fitted', async () => {
    app.actions.setContrast('both', { kind: 'expression', text: 'nobody' })
    await fitted()
    expect(explainBlocked(app.store.getState())).toMatch(/^A could not be fitted/)
  })

  it('is a fit that was cancelled or failed: it is named, with what to do', async () => {
    await makeB({ noise: { kind: 'ols' } })
    const now = app.store.getState()
    const stopped = (pane: PaneState, job: Job): PaneState => ({ ...pane, shown: null, job })
    const withJobs = (a: Job, b: Job): AppState => ({
      ...now,
      panes: { a: stopped(now.panes.a, a), b: stopped(now.panes.b, b) },
    })
    const running: Job = { status: 'running', progress: null }
    const cancelled: Job = { status: 'cancelled', at: null }
    const finding: Finding = { code: 'some', severity: 'error', message: 'It is so.', remedy: 'Change it.' }
    expect(explainBlocked(withJobs(running, running))).toBe('Waiting for both fits.')
    expect(explainBlocked(withJobs(running, cancelled))).toBe(
      'The fit of B was cancelled. Continue it first.',
    )
    expect(explainBlocked(withJobs(cancelled, cancelled))).toBe(
      'The fits of A and B were cancelled. Continue them first.',
    )
    expect(explainBlocked(withJobs(cancelled, { status: 'failed', finding }))).toBe(
      'B could not be fitted: It is so. Change it.',
    )
  })

  it('is masks with hardly a voxel in common', async () => {
    await makeB({ mask: { kind: 'spm12-threshold', fractionOfGlobal: 3.2 } })
    const voxels = app.store.getState().panes.b.shown?.voxels.length ?? 0
    app.actions.explain()
    const { explain } = await explanationEnd(app)
    expect(voxels).toBeLessThan(50)
    expect(explain.job).toMatchObject({ status: 'failed', finding: { code: 'explain-few-voxels' } })
  })

  it('is a mixture in which no voxel is selected for SPM12’s noise model: it is named', async () => {
    const table = readFileSync(`${fixtures}runs/sub-block_task-tap_events.tsv`, 'utf8').trimEnd()
    const events = `${table}\n88\t1\tnothing\n`
    await openFiles(app, [textFile('sub-block_task-tap_events.tsv', events)])
    const of = (condition: string): PipelineSpec => ({
      ...spm12Preset({ include: [condition], explicitRest: false }),
      mask: { kind: 'spm12-threshold', fractionOfGlobal: 2.9 },
    })
    app.actions.setPipeline('a', { ...of('nothing'), noise: { kind: 'ols' } })
    app.actions.setPipeline('b', of('movement'))
    app.actions.setContrast('a', { kind: 'expression', text: 'nothing' })
    app.actions.setContrast('b', { kind: 'expression', text: 'movement' })
    await fitted()
    app.actions.explain()
    const { explain } = await explanationEnd(app)
    if (explain.job.status !== 'failed') throw new Error('it was explained')
    expect(explain.job.finding.code).toBe('reml-no-voxels')
    expect(explain.job.finding.message).toMatch(/^The mixture “A with the noise model of B” cannot be fitted/)
  })
})
