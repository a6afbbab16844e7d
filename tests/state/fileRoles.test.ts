import { describe, expect, it } from 'vitest'
import type { AppState } from '../../src/state/appState.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { fileFrom, openFiles, textFile, until, untilPhase } from '../support/inProcessApp.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

describe('what a file is taken for', () => {
  const table = (rows: (t: number) => string): File =>
    textFile(
      'motion.csv',
      ['onset,duration,trial_type', ...Array.from({ length: 60 }, (_, t) => rows(t)), ''].join('\n'),
    )
  const numbers = (): File => table((t) => `${String(t)},${String(t % 7)},tap`)

  it('changes in one step: at no time is it listed twice or not at all', async () => {
    const app = freshApp()
    await openFiles(app, tinyRun())
    app.actions.addFiles([numbers()])
    await until(app, ({ run }) => run?.companions.events?.name === 'motion.csv')
    const listed = new Set<string>()
    const look = ({ run, intake }: AppState): void => {
      const used = (run?.files ?? []).filter(({ name }) => name === 'motion.csv').map(({ role }) => role)
      const unused = intake.unused.filter((name) => name === 'motion.csv')
      listed.add([...used, ...unused.map(() => 'unused')].join('+'))
    }
    // What is on screen is drawn between turns of the microtask queue: every one of them is looked at.
    let isOver = false
    const watch = async (): Promise<void> => {
      while (!isOver) {
        look(app.store.getState())
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const unsubscribe = app.store.subscribe(() => queueMicrotask(() => look(app.store.getState())))
    const watching = watch()
    app.actions.takeFileFor('motion.csv', 'confounds')
    await until(app, ({ run }) => run?.companions.confounds?.name === 'motion.csv')
    await untilPhase(app, 'waiting')
    app.actions.takeFileFor('motion.csv', 'unused')
    await until(app, ({ intake }) => intake.unused.includes('motion.csv'))
    isOver = true
    unsubscribe()
    await watching
    expect([...listed].toSorted()).toEqual(['confounds', 'events', 'unused'])
  })

  it('stays what it was where it cannot be read as something else', async () => {
    const app = freshApp()
    const before = await openFiles(app, tinyRun())
    app.actions.takeFileFor('slow_events.tsv', 'sidecar')
    await until(app, ({ messages }) => messages.length > 0)
    const { run, intake } = await untilPhase(app, 'ready')
    expect(run?.files).toEqual(before.run?.files)
    expect(intake.unused).toEqual([])
  })

  it('is one of mask and anatomy', async () => {
    const app = freshApp()
    await openFiles(app, tinyRun())
    app.actions.addFiles([fileFrom(`${fixtures}nilearn-more/given_mask.nii.gz`)])
    await until(app, ({ run }) => run?.companions.mask != null)
    app.actions.takeFileFor('given_mask.nii.gz', 'anatomy')
    await until(app, ({ intake }) => intake.anatomy !== null)
    expect(app.store.getState().run?.companions.mask).toBeNull()
    app.actions.takeFileFor('given_mask.nii.gz', 'mask')
    await until(app, ({ run }) => run?.companions.mask != null)
    expect(app.store.getState().intake).toMatchObject({ anatomy: null, unused: [] })
    expect(app.store.getState().view.underlay).toBe('mean')
  })
})
