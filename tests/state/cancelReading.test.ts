import { describe, expect, it } from 'vitest'
import type { AppState } from '../../src/state/appState.ts'
import { phase, statusLine } from '../../src/state/phase.ts'
import { eventsFile, imageFile, runFiles, tinyRun } from '../support/droppedRuns.ts'
import { heldBack, type HeldBack } from '../support/heldBack.ts'
import { freshApp } from '../support/freshApp.ts'
import { fileFrom, openFiles, until, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'
import { inProcessEngine } from '../support/inProcessEngine.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

function appWith(held: HeldBack): InProcessApp {
  return freshApp(2, held.engine)
}

const mask = (): File => fileFrom(`${fixtures}nilearn-more/given_mask.nii.gz`)
const anatomy = (): File => {
  const values = Array.from({ length: 8000 }, (_, i) => i % 97)
  const sform = [4, 0, 0, -40, 0, 4, 0, -40, 0, 0, 4, -40]
  return imageFile('sub_T1w.nii', { dim: [3, 20, 20, 20], values, sformCode: 1, sform })
}

/** What reading files could change. */
function held({ run, settings, panes, waiting, intake, messages }: AppState): unknown[] {
  return [run, settings, panes.a.shown, panes.b.shown, waiting, intake.anatomy, intake.unused, messages]
}

/** Enough turns of the event loop for whatever would still come. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 5))
}

const stages: readonly (readonly [string, 'inspect' | 'load' | 'loadMask' | 'loadAnatomy', () => File[]])[] =
  [
    ['dropped files are being recognised', 'inspect', () => [eventsFile([[2, 3, 'other']])]],
    ['a run is being recognised', 'inspect', () => runFiles('block')],
    ['a run is being read', 'load', () => runFiles('block')],
    ['a mask is being read', 'loadMask', () => [mask()]],
    ['an anatomy is being read', 'loadAnatomy', () => [anatomy()]],
  ]

describe('cancelling while an earlier run is open', () => {
  it.each(stages)('when %s leaves everything as it was, now and later', async (_, method, files) => {
    const back = heldBack(inProcessEngine(2), method, method === 'inspect' || method === 'load' ? 1 : 0)
    const app = appWith(back)
    const before = held(await openFiles(app, tinyRun()))
    const calls = back.calls()
    app.actions.addFiles(files())
    await expect.poll(() => back.calls() > calls).toBe(true)
    expect(phase(app.store.getState())).toBe('loading')
    const cancelledBefore = back.cancelled.length
    app.actions.cancel()
    expect(phase(app.store.getState())).toBe('ready')
    expect(statusLine(app.store.getState())).toBe('Loading cancelled; what was open stays')
    expect(back.cancelled).toHaveLength(cancelledBefore + 1)
    // The answer comes all the same, too late.
    back.letGo()
    await settled()
    expect(held(app.store.getState())).toEqual(before)
  })

  it('does not put the events of a cancelled run to the open one', async () => {
    const back = heldBack(inProcessEngine(2), 'load', 1)
    const app = appWith(back)
    const before = held(await openFiles(app, tinyRun()))
    app.actions.addFiles(runFiles('block').filter(({ name }) => name.includes('bold.nii')))
    await expect.poll(() => back.calls() === 2).toBe(true)
    app.actions.addFiles([eventsFile([[4, 3, 'other']])])
    await settled()
    app.actions.cancel()
    back.letGo()
    await settled()
    expect(held(app.store.getState())).toEqual(before)
  })

  it('lets the next drop be taken in, whatever the worker still does', async () => {
    const back = heldBack(inProcessEngine(2), 'load', 1)
    const app = appWith(back)
    await openFiles(app, tinyRun())
    app.actions.addFiles(runFiles('block'))
    await expect.poll(() => back.calls() === 2).toBe(true)
    app.actions.cancel()
    app.actions.addFiles(runFiles('er'))
    expect(phase(app.store.getState())).toBe('loading')
    back.letGo()
    await until(app, ({ run }) => run?.fileName?.includes('sub-er') === true)
    expect(statusLine(await untilPhase(app, 'ready'))).toMatch(/^Ready/)
  })

  it('is no longer spoken of once the user goes on', async () => {
    const back = heldBack(inProcessEngine(2), 'inspect', 1)
    const app = appWith(back)
    await openFiles(app, tinyRun())
    app.actions.addFiles([mask()])
    app.actions.cancel()
    app.actions.setDiscardScans(1)
    await untilPhase(app, 'fitting')
    expect(statusLine(await untilPhase(app, 'ready'))).toMatch(/^Ready/)
  })
})

describe('cancelling the first drop', () => {
  it.each(stages.slice(1, 3))('when %s leaves the page empty', async (_, method, files) => {
    const back = heldBack(inProcessEngine(2), method)
    const app = appWith(back)
    app.actions.addFiles(files())
    await expect.poll(() => back.calls() === 1).toBe(true)
    app.actions.cancel()
    expect(phase(app.store.getState())).toBe('empty')
    expect(statusLine(app.store.getState())).toBe('Loading cancelled')
    back.letGo()
    await settled()
    expect(app.store.getState()).toMatchObject({ run: null, messages: [] })
  })

  it('keeps the run that is open when only its mask is still being read', async () => {
    const back = heldBack(inProcessEngine(2), 'loadMask')
    const app = appWith(back)
    app.actions.addFiles([...tinyRun(), mask()])
    await expect.poll(() => back.calls() === 1).toBe(true)
    app.actions.cancel()
    back.letGo()
    await settled()
    const { run } = app.store.getState()
    expect(run?.fileName).toBe('slow_bold.nii.gz')
    expect(run?.companions.mask).toBeNull()
  })
})

describe('what the run is like', () => {
  it('gives way to a new drop and is found out once that is done', async () => {
    const back = heldBack(inProcessEngine(2), 'quality')
    const app = appWith(back)
    await openFiles(app, tinyRun())
    await expect.poll(() => back.calls() === 1).toBe(true)
    app.actions.addFiles([mask()])
    await expect.poll(() => back.cancelled.length > 0).toBe(true)
    back.letGo()
    const { intake, run } = await until(app, ({ intake: { quality } }) => quality !== null)
    expect(intake.quality?.runId).toBe(run?.id)
    expect(back.calls()).toBeGreaterThan(1)
  })
})
