import { describe, expect, it } from 'vitest'
import { phase } from '../../src/state/phase.ts'
import { runFiles } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { fileFrom, openFiles, shownIn, textFile, until, untilPhase } from '../support/inProcessApp.ts'
import { readNifti } from '../support/readNifti.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

const bold = (): File[] => runFiles('block').filter(({ name }) => !name.includes('events'))
const analysis = `${fixtures}nilearn/block-minimal-defaults/`
const nilearnDesign = (): File => fileFrom(`${analysis}design_matrix.tsv`)

describe('a design matrix from a file', () => {
  it('of nilearn, with the run and no events, gives nilearn’s t', async () => {
    const app = freshApp(1)
    app.actions.addFiles([...bold(), nilearnDesign()])
    await until(app, ({ models, run }) => models.designs.length === 1 && run !== null)
    expect(phase(app.store.getState())).not.toBe('ready')
    app.actions.useDesign('a', 'design_matrix.tsv')
    const state = await untilPhase(app, 'ready')
    const { design, maps, voxels } = shownIn(app, 'a')
    expect(design.columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['movement', 'drift_1', 'constant']) as string[],
    )
    expect(state.settings?.pipelines.a.eventModel.kind).toBe('matrix')
    const { values } = readNifti(`${analysis}movement_t.nii.gz`)
    const t = maps.get('t') ?? new Float64Array(0)
    const worst = t.reduce(
      (most, value, v) => Math.max(most, Math.abs(value - (values[voxels[v] ?? 0] ?? NaN))),
      0,
    )
    // float32 images of an int16 run: tests/fixtures/README.md.
    expect(worst).toBeLessThan(1e-5)
  })

  it('of another number of rows is refused, and the other pane stays', async () => {
    const app = freshApp(1)
    await openFiles(app, runFiles('block'))
    const before = shownIn(app, 'b')
    const lines = (await nilearnDesign().text()).split('\n').slice(0, 81)
    app.actions.addFiles([textFile('short_design.tsv', `${lines.join('\n')}\n`)])
    await until(app, ({ models }) => models.designs.length === 1)
    app.actions.useDesign('a', 'short_design.tsv')
    const { panes } = await until(app, (state) => state.panes.a.refusal !== null)
    expect(panes.a.refusal).toMatchObject({ code: 'design-rows', file: 'short_design.tsv' })
    expect(panes.a.refusal?.message).toContain('80 rows')
    expect(shownIn(app, 'b')).toBe(before)
  })

  it('of FSL brings its contrasts', async () => {
    const app = freshApp(1)
    await openFiles(app, runFiles('block'))
    const rows = Array.from(
      { length: 100 },
      (_, t) => `${String(Math.sin(t / 5))} ${String(Math.cos(t / 9))}`,
    )
    app.actions.addFiles([
      textFile('design.mat', `/NumWaves 2\n/NumPoints 100\n/PPheights 2 2\n\n/Matrix\n${rows.join('\n')}\n`),
      textFile(
        'design.con',
        '/ContrastName1 slow against fast\n/NumWaves 2\n/NumContrasts 1\n/PPheights 1\n/RequiredEffect 1\n\n/Matrix\n-1 1\n',
      ),
    ])
    await until(app, ({ models }) => models.designs.length === 1 && models.contrasts.length === 1)
    app.actions.useDesign('b', 'design.mat')
    const { settings } = await untilPhase(app, 'ready')
    expect(settings?.namedContrasts.map(({ name }) => name)).toContain('slow against fast')
    const { contrastRows } = shownIn(app, 'b')
    expect([...contrastRows.data.subarray(0, 2)]).toEqual([-1, 1])
  })
})
