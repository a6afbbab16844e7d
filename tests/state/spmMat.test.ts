import { describe, expect, it, onTestFinished } from 'vitest'
import { explainBlocked } from '../../src/state/explainView.ts'
import { startSpmCheck } from '../../src/state/spmCheck.ts'
import { designDiagnostics } from '../../src/state/designDiagnostics.ts'
import { runFiles } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { shownIn, until, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'
import { spmOutputFile } from '../support/spmOutput.ts'

/** An app that compares what SPM wrote with a refit of it. */
function checkingApp(): InProcessApp {
  const app = freshApp()
  onTestFinished(startSpmCheck(app.store, app.engine))
  return app
}

const bold = (): File[] => runFiles('block').filter(({ name }) => !name.includes('events'))

describe('an SPM.mat', () => {
  it('shows its design and judges its contrasts without the run', async () => {
    const app = checkingApp()
    app.actions.addFiles([spmOutputFile('SPM.mat')])
    const state = await until(app, ({ settings }) => settings !== null)
    const live = designDiagnostics(state, 'b')
    expect(live?.ok).toBe(true)
    if (live?.ok !== true) return
    expect(live.diagnostics.design.columns.map(({ name }) => name)).toEqual(['movement', 'rest', 'constant'])
    expect(state.settings?.namedContrasts.map(({ name }) => name)).toContain('movement-rest')
  })

  it('with its run and images is refitted to within 1e-5 of them, and can be explained', async () => {
    const app = checkingApp()
    const images = ['beta_0001', 'beta_0002', 'beta_0003', 'con_0003', 'spmT_0001', 'spmT_0003']
    app.actions.addFiles([
      ...bold(),
      spmOutputFile('SPM.mat'),
      ...images.map((name) => spmOutputFile(`${name}.nii`)),
    ])
    const { spmCheck } = await until(app, (state) => state.spmCheck !== null)
    expect(spmCheck?.rows).toHaveLength(images.length)
    for (const row of spmCheck?.rows ?? []) {
      expect(row.relative, row.fileName).toBeLessThan(1e-5)
      expect(row.r, row.fileName).toBeGreaterThan(1 - 1e-9)
      expect(row.voxels, row.fileName).toBeGreaterThan(2500)
      expect(row.onlyFile, row.fileName).toBe(0)
    }
    expect(shownIn(app, 'b').df).toEqual([expect.closeTo(94, 0)])
    const state = await untilPhase(app, 'ready')
    expect(explainBlocked(state)).toBeNull()
    app.actions.explain()
    const { explain } = await until(app, (now) => now.explain.job.status === 'done')
    expect(explain.shown?.switches).toContain('noise')
  }, 60_000)
})
