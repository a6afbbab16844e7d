import { describe, expect, it } from 'vitest'
import { restEvents } from '../../src/core/design/conditions.ts'
import { gathered, withIncluded } from '../../src/core/pipeline/conditionEdits.ts'
import type { Session } from '../../src/core/pipeline/session.ts'
import { conditionRows, type ConditionRow } from '../../src/state/conditionRows.ts'
import { designColumnNames } from '../support/designColumnNames.ts'
import { eventsFile, tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { openFiles, shownIn, textFile, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'

/** The tiny run with three conditions, one of them after its end. */
async function opened(): Promise<InProcessApp> {
  const app = freshApp(1)
  const [bold] = tinyRun()
  if (bold === undefined) throw new Error('no run')
  const blocks = [0, 1, 2, 3].flatMap((i): [number, number, string][] => [
    [5 + 30 * i, 8, 'left'],
    [20 + 30 * i, 4, 'right'],
  ])
  await openFiles(app, [bold, eventsFile([...blocks, [9000, 5, 'late']])])
  return app
}

function rowsIn(app: InProcessApp): readonly ConditionRow[] {
  return conditionRows(app.store.getState())?.rows ?? []
}

const rowIn = (app: InProcessApp, name: string): ConditionRow | undefined =>
  rowsIn(app).find((row) => row.name === name)

describe('the chooser of conditions', () => {
  it('lists every condition with its events, its regressors and the time between', async () => {
    const app = await opened()
    expect(rowsIn(app).map(({ name }) => name)).toEqual(['late', 'left', 'right', 'rest'])
    const left = rowIn(app, 'left')
    expect(left?.events).toHaveLength(4)
    const { design } = shownIn(app, 'a')
    const column = design.columns.findIndex(({ name }) => name === 'left')
    expect(left?.inPanes.a?.regressor?.[9]).toBe(design.matrix.data[9 * design.matrix.columns + column])
    const rest = rowIn(app, 'rest')
    expect(rest).toMatchObject({ isExplicitRest: true, inPanes: { a: { isModelled: false } } })
    const { run } = app.store.getState()
    const seconds = conditionRows(app.store.getState())?.runSeconds ?? NaN
    expect(rest?.events.map(({ onset }) => onset)).toEqual(
      restEvents(run?.events ?? [], seconds).map(({ onset }) => onset),
    )
  })

  it('leaves out, merges and renames in both panes or one, and the contrast follows a new name', async () => {
    const app = await opened()
    app.actions.setContrast('both', { kind: 'expression', text: 'left' })
    app.actions.changeConditions('both', (conditions, types) =>
      withIncluded(conditions, 'late', false, types),
    )
    app.actions.renameCondition('both', 'left', 'tap')
    await untilPhase(app, 'ready')
    expect(designColumnNames(app, 'a')).toEqual(['right', 'tap'])
    expect(app.store.getState().settings?.contrasts.b).toEqual({ kind: 'expression', text: 'tap' })
    expect(shownIn(app, 'a').contrastText).toBe('tap')
    app.actions.changeConditions('b', (conditions, types) =>
      gathered(conditions, ['tap', 'right'], 'hand', types),
    )
    app.actions.setContrast('b', { kind: 'expression', text: 'hand' })
    await untilPhase(app, 'ready')
    expect(designColumnNames(app, 'b')).toEqual(['hand'])
    expect(rowIn(app, 'hand')).toMatchObject({ inPanes: { a: null, b: { types: ['left', 'right'] } } })
    expect(rowIn(app, 'tap')).toMatchObject({ inPanes: { a: { types: ['left'] }, b: null } })
  })

  it('a new name reaches only the panes that have the condition', async () => {
    const app = await opened()
    app.actions.setContrast('both', { kind: 'expression', text: 'left' })
    app.actions.renameCondition('a', 'left', 'tap')
    app.actions.renameCondition('both', 'left', 'knock')
    expect(app.store.getState().settings?.contrasts).toEqual({
      a: { kind: 'expression', text: 'tap' },
      b: { kind: 'expression', text: 'knock' },
    })
  })

  it('one step back undoes a new name and the contrast with it', async () => {
    const app = await opened()
    app.actions.setContrast('both', { kind: 'expression', text: 'left - right' })
    app.actions.renameCondition('both', 'left', 'tap')
    app.actions.undo()
    expect(app.store.getState().settings?.contrasts.a).toEqual({ kind: 'expression', text: 'left - right' })
    expect(rowIn(app, 'tap')).toBeUndefined()
  })

  it('is kept in the session, which opens with the same names', async () => {
    const app = await opened()
    app.actions.renameCondition('both', 'left', 'tap')
    await untilPhase(app, 'ready')
    app.actions.saveSession()
    await expect.poll(() => app.saved.length).toBe(1)
    const text = new TextDecoder().decode(app.saved[0]?.bytes)
    expect((JSON.parse(text) as Session).pipelines.a.conditions.merge).toEqual({ tap: ['left'] })
    const before = designColumnNames(app, 'a')
    app.actions.undo()
    await openFiles(app, [textFile('again.glmscope.json', text)])
    expect(designColumnNames(app, 'a')).toEqual(before)
  })
})
