import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { phase } from '../../src/state/phase.ts'
import { settingFindings } from '../../src/state/settingFindings.ts'
import { inProcessApp, openFiles, shownIn, until } from '../support/inProcessApp.ts'
import { filesOf, nilearnAnalyses } from '../support/referenceAnalyses.ts'

const analysis = nilearnAnalyses().find(({ name }) => name === 'unscaled-nodrift')

describe('what stands against a setting', () => {
  const app = inProcessApp(1)
  let spec: PipelineSpec
  beforeAll(async () => {
    await openFiles(app, analysis ? filesOf(analysis) : [])
    const { settings } = app.store.getState()
    if (settings === null) throw new Error('no settings')
    spec = settings.pipelines.a
  })
  afterAll(() => {
    app.stop()
  })

  const found = (change: Partial<PipelineSpec>) => {
    app.actions.setPipeline('a', { ...spec, ...change })
    return settingFindings(app.store.getState(), 'a').map(({ group, finding }) => [
      group,
      finding.code,
      finding.severity,
    ])
  }
  const grid = { oversampling: 50, minOnsetSeconds: -24 }

  it('is nothing for a preset, and the same list for the same state', () => {
    expect(found({})).toEqual([])
    found({ noise: { kind: 'nilearn-ar1', bins: 0 } })
    const state = app.store.getState()
    expect(settingFindings(state, 'a')).toBe(settingFindings(state, 'a'))
  })

  it.each<[string, Partial<PipelineSpec>, string]>([
    ['highPass', { highPass: { kind: 'cosine-regressors', cutoffHz: 0.3 } }, 'high-pass-beyond-nyquist'],
    ['highPass', { highPass: { kind: 'dct-filter', cutoffSeconds: 3 } }, 'high-pass-beyond-nyquist'],
    ['highPass', { highPass: { kind: 'cosine-regressors', cutoffHz: 0.24 } }, 'too-many-columns'],
    ['highPass', { highPass: { kind: 'polynomial-regressors', order: 59 } }, 'too-many-columns'],
    ['noise', { noise: { kind: 'nilearn-ar1', bins: 0 } }, 'bins-invalid'],
    [
      'eventModel',
      { eventModel: { kind: 'nilearn-fir', delaysScans: [0, 60], ...grid } },
      'fir-delay-beyond-run',
    ],
    [
      'eventModel',
      { eventModel: { kind: 'nilearn-fir', delaysScans: [...Array(40).keys()], ...grid } },
      'too-many-columns',
    ],
    ['confounds', { confounds: { columns: ['nil'], centre: false, missing: 'zero' } }, 'confound-unknown'],
    ['conditions', { conditions: { include: [], explicitRest: false } }, 'no-events'],
  ])('is said of %s before any fit', (group, change, code) => {
    expect(found(change)).toEqual([[group, code, 'error']])
  })

  it('includes what only the fit found out, and goes when the setting does', async () => {
    const kept = found({}) && shownIn(app, 'a')
    app.actions.setPipeline('a', { ...spec, mask: { kind: 'file', name: 'other.nii.gz' } })
    const refused = await until(app, (state) => phase(state) === 'ready')
    expect(settingFindings(refused, 'a').map(({ group, finding }) => [group, finding.code])).toEqual([
      ['mask', 'mask-missing'],
    ])
    expect(refused.panes.a.shown).toBe(kept)
    expect(settingFindings(refused, 'b')).toEqual([])
    expect(found({})).toEqual([])
  })
})
