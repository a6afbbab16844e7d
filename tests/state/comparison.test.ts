import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approach } from '../../src/core/pipeline/equivalent.ts'
import { nilearnPreset, spm12Preset } from '../../src/core/pipeline/presets.ts'
import { noBrush } from '../../src/state/brush.ts'
import { markedWith, markMask, markSummary, markedVoxels, voxelsDrawn } from '../../src/state/brushMarks.ts'
import { agreementIn, agreementSummary, conversions } from '../../src/state/comparison.ts'
import { measuredSettings } from '../../src/state/comparisonMeasured.ts'
import {
  blandAltman,
  histograms,
  markedBins,
  overlapCurves,
  scatter,
} from '../../src/state/comparisonPlots.ts'
import type { Finding } from '../../src/core/finding.ts'
import type { AppState } from '../../src/state/appState.ts'
import { comparisonProblem } from '../../src/state/comparisonProblem.ts'
import {
  sharedSignificance,
  showsSignificance,
  significanceMap,
} from '../../src/state/comparisonThreshold.ts'
import { fileFrom, inProcessApp, openFiles, shownIn, until, untilPhase } from '../support/inProcessApp.ts'
import { explainBlocked } from '../../src/state/explainView.ts'
import { spaceOf } from '../../src/state/space.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

const minimal = { include: ['movement'], explicitRest: false }
const everywhere = { x: [-1e9, 1e9, 1e9, -1e9], y: [-1e9, -1e9, 1e9, 1e9] }
const app = inProcessApp(2)
const now = () => app.store.getState()
const movement = { kind: 'expression', text: 'movement' } as const

beforeAll(async () => {
  const parts = ['bold.nii.gz', 'bold.json', 'events.tsv']
  await openFiles(
    app,
    parts.map((part) => fileFrom(`${fixtures}runs/sub-block_task-tap_${part}`)),
  )
  app.actions.setPipeline('a', nilearnPreset(minimal))
  app.actions.setPipeline('b', spm12Preset(minimal))
  app.actions.setContrast('both', movement)
  app.actions.setView({ tab: 'compare' })
  await untilPhase(app, 'ready')
})
afterAll(() => {
  app.stop()
})

describe('what is said of the two maps', () => {
  it('keeps estimated and common units apart and joins them by the stated factor', () => {
    const summary = agreementSummary(now())
    expect(summary?.common.slope).not.toBeCloseTo(summary?.asEstimated?.slope ?? NaN, 1)
    const [a, b] = conversions(now())
    for (const factor of [a?.median, a?.low, a?.high]) expect(factor).toBeCloseTo(1, 14)
    expect(b?.fromUnit).toBe('% of global mean')
    const factors = [...shownIn(app, 'b').commonUnitFactor].toSorted((p, q) => p - q)
    expect(factors[Math.floor(factors.length / 2)]).toBeCloseTo(b?.median ?? NaN, 3)
    expect(summary?.voxels.both).toBe(summary?.common.count)
  })

  it('warns where the units on screen differ, and only there', () => {
    expect(comparisonProblem(now())).toBeNull()
    app.actions.setView({ units: 'as-estimated' })
    expect(comparisonProblem(now())?.text).toContain('A is in % of voxel mean, B in % of global mean')
    app.actions.setView({ units: 'percent-of-voxel-mean', map: 't' })
    expect(comparisonProblem(now())).toBeNull()
    app.actions.setView({ map: 'noise-rho' })
    expect(comparisonProblem(now())?.text).toContain('B has the same value at every voxel')
    app.actions.setView({ map: 'mask' })
    expect(comparisonProblem(now())).toMatchObject({ leavesOut: 'plots' })
    app.actions.setView({ map: 'effect' })
  })

  it('sorts voxels by one rule, and the map holds what the counts say', () => {
    const shared = sharedSignificance(now())
    const map = significanceMap(now()) ?? new Uint8Array(0)
    const tally = [1, 2, 3, 4].map((each) => map.filter((value) => value === each).length)
    const { onlyA, onlyB, both, opposite } = shared?.counts ?? {}
    expect(tally).toEqual([onlyA, onlyB, both, opposite])
    expect(both).toBeGreaterThan(0)
    const t = shownIn(app, 'a').maps.get('t') ?? new Float64Array(0)
    const passing = t.filter((value) => Math.abs(value) > now().view.thresholdAbs).length
    expect((onlyA ?? 0) + (both ?? 0) + (opposite ?? 0) + (shared?.uncomparedA ?? 0)).toBe(passing)
    const curves = overlapCurves(now())
    expect(curves?.dice[0]).toBeGreaterThan(curves?.jaccard[0] ?? 1)
    expect(showsSignificance(now())).toBe(false)
    app.actions.setView({ differenceShows: 'significance' })
    expect(showsSignificance(now())).toBe(true)
    app.actions.setView({ tab: 'design' })
    expect(showsSignificance(now())).toBe(false)
    app.actions.setView({ tab: 'compare', differenceShows: 'difference' })
  })

  it('counts every voxel in the plots or says that it is beyond them', () => {
    const voxels = agreementSummary(now())?.voxels.both
    for (const plot of [scatter(now()), blandAltman(now())]) {
      const drawn = plot?.hexbins.bins.reduce((sum, { count }) => sum + count, 0) ?? 0
      expect(drawn + (plot?.outside ?? 0)).toBe(voxels)
    }
    expect(histograms(now(), () => 'Effect')?.quantity).toBe('Effect, % of voxel mean')
  })
})

describe('the brush', () => {
  it('marks around the crosshair, and follows it', () => {
    app.actions.setView({ brush: { ...noBrush, mode: 'sphere', radiusMm: 0 } })
    expect(markedVoxels(now())).toHaveLength(1)
    const voxel = shownIn(app, 'a').voxels[100] ?? 0
    app.actions.goToVoxel(voxel)
    expect([...(markedVoxels(now()) ?? [])]).toEqual([voxel])
    const summary = markSummary(now())
    expect(summary?.meanA).toBe(shownIn(app, 'a').maps.get('effect')?.[100])
    expect(markMask(now())?.[voxel]).toBe(1)
  })

  it('drawn on a slice replace those before, join them, or are taken back one by one', () => {
    const marked = Int32Array.of(3, 7)
    const more = Int32Array.of(5, 7)
    expect([...markedWith(marked, more, 'replace')]).toEqual([5, 7])
    expect([...markedWith(marked, more, 'add')]).toEqual([3, 5, 7])
    expect([...markedWith(marked, more, 'toggle')]).toEqual([3, 5])
    expect([...marked]).toEqual([3, 7])
  })

  it('marks what an outline holds in all plots, whatever map is shown then, until another run is open', () => {
    const space = spaceOf(now())
    const drawn = (region: typeof everywhere) => ({
      spaceId: space?.id ?? '',
      where: 'scatter' as const,
      voxels: voxelsDrawn(now(), 'scatter', region),
    })
    const right = { ...everywhere, x: [0.5, 1e9, 1e9, 0.5] }
    app.actions.setView({ brush: { ...noBrush, mode: 'lasso', drawn: drawn(right) } })
    const marked = markSummary(now())
    expect(marked?.meanA).toBeGreaterThan(0.5)
    const bins = markedBins(now())
    const inPlot = bins?.scatter.bins.reduce((sum, { count }) => sum + count, 0) ?? 0
    expect(inPlot).toBeGreaterThan(0)
    expect(inPlot).toBeLessThanOrEqual(marked?.compared ?? 0)
    app.actions.setView({ map: 't' })
    expect(markSummary(now())?.marked).toBe(marked?.marked)
    app.actions.setView({ map: 'effect', tab: 'design' })
    expect(markedVoxels(now())).toBeNull()
    app.actions.setView({
      tab: 'compare',
      brush: { ...noBrush, mode: 'lasso', drawn: { ...drawn(right), spaceId: 'another' } },
    })
    expect(markedVoxels(now())).toBeNull()
    const all = voxelsDrawn(now(), 'bland-altman', everywhere)
    expect(all).toHaveLength(agreementSummary(now())?.voxels.both ?? 0)
    expect(voxelsDrawn(now(), 'histogram', everywhere)).toEqual(all)
    app.actions.setView({ brush: noBrush })
  })
})

describe('settings side by side', () => {
  it('are measured once the difference on screen is explained', async () => {
    expect(measuredSettings(now())).toBeNull()
    app.actions.explain()
    await until(app, ({ explain }) => explain.job.status === 'done')
    const measured = measuredSettings(now())
    const shares = [...(measured?.values() ?? [])].map(({ effect }) => effect?.share ?? 0)
    expect(shares.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 9)
    // In common units a unit changes nothing.
    expect(measured?.get('intensity')?.effect?.r).toBeCloseTo(1, 12)
    expect(measured?.get('intensity')?.effect?.slope).toBeCloseTo(1, 9)
    expect(measured?.get('eventModel')?.effect?.slope).toBeGreaterThan(1.2)
  })

  it('bring nilearn’s maps nearer SPM12’s, and copying makes them identical', async () => {
    const before = agreementIn(now(), 'effect', 'percent-of-voxel-mean')
    const { pipelines } = now().settings ?? { pipelines: null }
    if (pipelines === null) throw new Error('there are no settings')
    app.actions.setPipeline('a', approach(pipelines.a, pipelines.b, ['movement', 'rest']).spec)
    await untilPhase(app, 'ready')
    expect(measuredSettings(now())).toBeNull()
    const near = agreementIn(now(), 'effect', 'percent-of-voxel-mean')
    expect(near?.r).toBeGreaterThan(before?.r ?? 1)
    expect(Math.abs((near?.slope ?? 0) - 1)).toBeLessThan(0.02)
    app.actions.setPipeline('a', pipelines.b)
    await untilPhase(app, 'ready')
    const same = agreementIn(now(), 'effect', 'percent-of-voxel-mean')
    expect([same?.slope, same?.rmse]).toEqual([1, 0])
    expect(same?.r).toBeCloseTo(1, 14)
  })
})

describe('what cannot be compared', () => {
  it('says that an F contrast has no effect and shares no threshold with a t', async () => {
    app.actions.setContrast('b', { kind: 'F', rows: [{ movement: 1 }, { constant: 1 }] })
    await untilPhase(app, 'ready')
    expect(comparisonProblem(now())).toMatchObject({ leavesOut: 'everything' })
    expect(comparisonProblem(now())?.text).toMatch(/^B has no such map: its contrast, .* is an F contrast\.$/)
    expect(sharedSignificance(now())).toBeNull()
    app.actions.setContrast('b', movement)
    await untilPhase(app, 'ready')
    expect(comparisonProblem(now())).toBeNull()
  })

  it('says that a pane was refused while its earlier fit is compared', async () => {
    app.actions.setContrast('b', { kind: 'expression', text: 'nothing_such' })
    await until(app, ({ panes }) => panes.b.refusal !== null)
    expect(comparisonProblem(now())?.text).toContain('B could not be fitted with its present settings')
    const before = now().panes.a.shown
    expect(explainBlocked(now())).toMatch(/^B could not be fitted: /)
    app.actions.explain()
    expect(now().explain.job.status).not.toBe('running')
    expect(now().panes.a.shown).toBe(before)
    app.actions.setContrast('b', movement)
    await untilPhase(app, 'ready')
  })

  it('says which pane never had a map, and why', () => {
    const { a, b } = now().panes
    const finding: Finding = { code: 'some', severity: 'error', message: 'It is so.', remedy: 'Change it.' }
    const failed = { ...b, shown: null, job: { status: 'failed', finding } as const }
    expect(comparisonProblem({ ...now(), panes: { a, b: failed } })).toEqual({
      text: 'B could not be fitted: It is so.',
      leavesOut: 'everything',
    })
    const cancelled = { ...a, shown: null, job: { status: 'cancelled', at: null } as const }
    expect(comparisonProblem({ ...now(), panes: { a: cancelled, b } })?.text).toMatch(
      /^The fit of A was cancelled/,
    )
  })

  it('says that no voxel is in both masks, and leaves everything out', () => {
    const a = shownIn(app, 'a')
    const inA = new Set(a.voxels)
    const outside = Array.from({ length: now().run?.images.mean.length ?? 0 }, (_, v) => v).filter(
      (v) => !inA.has(v),
    )
    const problem = comparisonProblem(withB(Int32Array.from(outside.slice(0, 900))))
    expect(problem?.leavesOut).toBe('everything')
    expect(problem?.text).toMatch(/^No voxel can be compared: A has \d+ voxels, B 900/)
  })

  it('says that fewer than 50 voxels are in both masks, and leaves the plots out', () => {
    const { voxels } = shownIn(app, 'a')
    expect(comparisonProblem(withB(voxels.slice(0, 49)))).toEqual({
      text: 'Only 49 voxels are in both masks; the plots need 50.',
      leavesOut: 'plots',
    })
    expect(comparisonProblem(withB(voxels.slice(0, 50)))).toBeNull()
  })
})

/** The state with B's map over other voxels. */
function withB(voxels: Int32Array): AppState {
  const { a, b } = now().panes
  return { ...now(), panes: { a, b: { ...b, shown: { ...shownIn(app, 'b'), voxels } } } }
}
