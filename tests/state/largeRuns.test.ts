import { afterEach, describe, expect, it } from 'vitest'
import type { LoadOptions } from '../../src/protocol/runContract.ts'
import { ballRun, ballVoxels } from '../support/ballRun.ts'
import { eventsFile, imageFile, tinyRun } from '../support/droppedRuns.ts'
import {
  inProcessApp,
  openFiles,
  shownIn,
  textFile,
  until,
  untilPhase,
  type InProcessApp,
} from '../support/inProcessApp.ts'
import { inProcessEngine } from '../support/inProcessEngine.ts'

const scanCount = 60
const bold = imageFile('x_bold.nii', ballRun(3, scanCount, 'int16'))
const events = eventsFile([
  [10, 20, 'tap'],
  [50, 20, 'tap'],
  [90, 20, 'tap'],
])
/** What the run seems to need: three tenths of its voxels in float32, twice. */
const guessedBytes = Math.round(0.3 * ballVoxels) * scanCount * 8

let app: InProcessApp
afterEach(() => {
  app.stop()
})

/** Adds the run where so much may be taken, and waits for the question. */
async function asked(budgetBytes: number, files: readonly File[] = [bold, events]): Promise<void> {
  app = inProcessApp(2, inProcessEngine(2, { budgetBytes, wholeBytes: 0 }))
  app.actions.addFiles(files)
  await until(app, ({ intake }) => intake.question !== null)
}

async function answered(how: LoadOptions): Promise<void> {
  app.actions.loadOtherwise(how)
  await untilPhase(app, 'ready')
}

function question() {
  const asking = app.store.getState().intake.question
  return asking?.kind === 'memory' ? asking.finding : null
}

describe('a run that seems to need more memory than may be taken', () => {
  it('is refused before it is read, with the numbers and how many scans would do', async () => {
    await asked(guessedBytes / 2)
    expect(app.store.getState()).toMatchObject({ run: null, loading: { status: 'idle' } })
    expect(question()).toMatchObject({
      code: 'run-over-memory',
      // Twice the series are asked for, and a group holds them one and a half times.
      fits: { scans: scanCount / 2, ofScans: scanCount, isBrainCounted: false, groups: 2 },
    })
    expect(question()?.message).toContain('MB of memory')
  })

  it('is read when its brain, counted first, turns out to be small enough', async () => {
    await asked(0.95 * guessedBytes)
    await answered({ memory: 'brain-first' })
    const { run } = app.store.getState()
    expect(run?.summary.scanCount).toBe(scanCount)
    expect(shownIn(app, 'a').voxels.length * scanCount * 8).toBeLessThan(0.95 * guessedBytes)
  })

  it('is refused again, with the number of its voxels, when its brain is too large', async () => {
    await asked(1000)
    app.actions.loadOtherwise({ memory: 'brain-first' })
    await until(app, () => question()?.fits?.isBrainCounted === true)
    expect(question()?.message).toMatch(/The brain of the run \(\d+ voxels × 60 scans\)/)
    expect(app.store.getState().run).toBeNull()
  })

  it('is read up to a scan, with the confounds of these scans', async () => {
    const rows = Array.from({ length: scanCount }, (_, scan) => String(scan))
    const confounds = textFile('x_desc-confounds_timeseries.tsv', ['drift', ...rows, ''].join('\n'))
    await asked(0.9 * guessedBytes, [bold, events, confounds])
    await answered({ firstScans: 30 })
    const { run, messages } = app.store.getState()
    expect(run?.summary).toMatchObject({ scanCount: 30, scansInFile: scanCount })
    expect(run?.confounds?.values.rows).toBe(30)
    expect(messages.map(({ code }) => code)).toContain('run-first-scans')
  })

  it('is fitted in groups of as many voxels as may be held, which the card says', async () => {
    await asked(guessedBytes / 3)
    await answered({ memory: 'in-groups' })
    const groupVoxels = Math.floor(guessedBytes / 3 / (scanCount * 6))
    expect(app.store.getState().run?.summary).toMatchObject({
      scanCount,
      kept: { kind: 'nothing', groupVoxels },
    })
    expect(shownIn(app, 'a').voxels.length).toBeGreaterThan(groupVoxels)
  })

  it('is not offered groups where every fit would read the file more than forty times', async () => {
    await asked(guessedBytes / 60)
    expect(question()?.fits?.groups).toBeNull()
  })

  it('is read when the memory may be taken', async () => {
    await asked(1000)
    await answered({ memory: 'take' })
    expect(app.store.getState().run?.summary.kept).toMatchObject({ kind: 'series', limitBytes: 0 })
  })
})

describe('a run whose series may be taken, but not with the whole run beside them', () => {
  /** The run as it is stored, int16. */
  const storedBytes = ballVoxels * scanCount * 2

  async function opened(budgetBytes: number) {
    app = inProcessApp(2, inProcessEngine(2, { budgetBytes }))
    const { run } = await openFiles(app, [bold, events])
    return run?.summary.kept
  }

  it('is read in passes without a question, and “About this run” can say from where on', async () => {
    const kept = await opened(guessedBytes + 0.5 * storedBytes)
    expect(kept).toMatchObject({ kind: 'series', storedBytes })
    expect(kept?.limitBytes).toBeLessThan(storedBytes)
  })

  it('is kept whole where both may be taken', async () => {
    expect(await opened(guessedBytes + 1.1 * storedBytes)).toMatchObject({ kind: 'whole', storedBytes })
  })

  it('is read in passes where its voxels turn out to be more than were estimated, without a question', async () => {
    const estimated = guessedBytes + 1.001 * storedBytes
    const kept = await opened(estimated)
    expect(kept).toMatchObject({ kind: 'series', storedBytes })
    // What “About this run” says the whole is above.
    expect(kept?.limitBytes).toBeLessThan(storedBytes)
    expect(app.store.getState().intake.question).toBeNull()
  })

  it('is asked about with the number of scans that its series allow, and is read in passes up to a scan', async () => {
    app = inProcessApp(2, inProcessEngine(2, { budgetBytes: 0.9 * guessedBytes }))
    app.actions.addFiles([bold, events])
    await until(app, ({ intake }) => intake.question !== null)
    expect(question()?.fits?.scans).toBe(0.9 * scanCount)
    // Fewer than were offered: the voxels are guessed with a margin, which is much of so small a grid.
    await answered({ firstScans: 40 })
    expect(app.store.getState().run?.summary).toMatchObject({ scanCount: 40, kept: { kind: 'series' } })
  })
})

describe('a run of which only series are kept', () => {
  it('gives the same maps as one that is kept whole, also with smoothing that was not asked for at first', async () => {
    const smoothed = { fwhmMm: 6 }
    const resultsWith = async (wholeBytes: number) => {
      app = inProcessApp(2, inProcessEngine(2, { wholeBytes }))
      await openFiles(app, tinyRun())
      const first = ['a' as const, 'b' as const].map((pane) => shownIn(app, pane).maps)
      const spec = app.store.getState().settings?.pipelines.a
      if (spec !== undefined) app.actions.setPipeline('a', { ...spec, smoothing: smoothed })
      await untilPhase(app, 'ready')
      const { maps } = shownIn(app, 'a')
      app.stop()
      return { first, maps }
    }
    const whole = await resultsWith(Infinity)
    expect(whole.maps).not.toEqual(whole.first[0])
    expect(await resultsWith(0)).toEqual(whole)
  })
})
