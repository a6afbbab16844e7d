import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KnownFile } from '../../src/state/appState.ts'
import type { TakenFor } from '../../src/state/intakeState.ts'
import { dataFiles } from '../../src/state/knownFiles.ts'
import { phase } from '../../src/state/phase.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import {
  fileFrom,
  inProcessApp,
  openFiles,
  textFile,
  until,
  untilPhase,
  type InProcessApp,
} from '../support/inProcessApp.ts'
import { fixtures } from '../support/referenceAnalyses.ts'
import { nilearnLike } from '../support/sessions.ts'

let app: InProcessApp

beforeEach(() => {
  app = inProcessApp(2)
})
afterEach(() => {
  app.stop()
})

/** A table that can be read as events and as confounds of the tiny run. */
function motion(): File {
  const rows = Array.from({ length: 60 }, (_, t) => `${String(t)},${String(t % 7)},tap`)
  return textFile('motion.csv', ['onset,duration,trial_type', ...rows, ''].join('\n'))
}

const mask = (): File => fileFrom(`${fixtures}nilearn-more/given_mask.nii.gz`)
const [bold, events] = tinyRun()

/** A session whose contrast is that of no default. */
function session(): File {
  const text = '-tap'
  const pipelines = { a: nilearnLike, b: nilearnLike }
  const contrasts = { a: { kind: 'expression', text }, b: { kind: 'expression', text } }
  return textFile(
    'mine.glmscope.json',
    JSON.stringify({ format: 'glmscope-session', version: 1, pipelines, contrasts }),
  )
}

function listed(): (readonly [string, KnownFile['role'] | 'unused', string?])[] {
  const state = app.store.getState()
  return [
    ...dataFiles(state).map(({ name, role, summary }) => [name, role, summary] as const),
    ...state.intake.unused.map((name) => [name, 'unused'] as const),
  ]
}

async function add(...files: (File | undefined)[]): Promise<void> {
  app.actions.addFiles(files.filter((file) => file !== undefined))
  await until(app, (state) => phase(state) !== 'loading')
}

async function take(name: string, as: TakenFor): Promise<void> {
  app.actions.takeFileFor(name, as)
  await until(app, () => listed().some(([known, role]) => known === name && role === as))
  await until(app, (state) => phase(state) !== 'loading')
}

describe('before there is a run, a file', () => {
  it('is listed in the words in which it is listed with a run', async () => {
    await add(events)
    const waiting = dataFiles(app.store.getState())
    await add(bold)
    expect(waiting).toHaveLength(1)
    expect(dataFiles(await untilPhase(app, 'ready'))).toEqual(expect.arrayContaining([...waiting]))
  })

  it('is taken for something else, and is that when the run comes', async () => {
    await add(motion())
    expect(listed()).toEqual([['motion.csv', 'events', '60 tap']])
    await take('motion.csv', 'confounds')
    expect(listed()).toEqual([['motion.csv', 'confounds', '2 columns']])
    const { run } = await openFiles(app, tinyRun())
    expect(run?.companions.confounds?.name).toBe('motion.csv')
    expect(run?.companions.events?.name).toBe('slow_events.tsv')
  })

  it('is taken out: the run opens without it, and it can still be taken', async () => {
    await add(motion())
    await take('motion.csv', 'unused')
    expect(listed()).toEqual([['motion.csv', 'unused']])
    expect(phase(app.store.getState())).toBe('empty')
    await add(bold)
    const { run } = await untilPhase(app, 'waiting')
    expect(run?.companions.events).toBeNull()
    expect(listed().slice(1)).toEqual([['motion.csv', 'unused']])
    await take('motion.csv', 'events')
    await untilPhase(app, 'ready')
    expect(listed().slice(1)).toEqual([['motion.csv', 'events', '60 tap']])
  })

  it('is one of mask and anatomy, and what it was before is not read with the run', async () => {
    await add(mask())
    expect(listed()).toEqual([['given_mask.nii.gz', 'mask', 'read with the run']])
    await take('given_mask.nii.gz', 'anatomy')
    expect(listed()).toEqual([['given_mask.nii.gz', 'anatomy', 'read with the run']])
    await openFiles(app, tinyRun())
    const { run, intake, waiting } = await until(app, (state) => state.intake.anatomy !== null)
    expect(run?.companions.mask).toBeNull()
    expect(intake.anatomy?.name).toBe('given_mask.nii.gz')
    expect(waiting.anatomy).toBeNull()
  })

  it('is no mask of the run when it was taken out, even while the run is being read', async () => {
    await add(mask())
    app.actions.addFiles(tinyRun())
    app.actions.takeFileFor('given_mask.nii.gz', 'unused')
    expect(app.store.getState().loading.status).toBe('running')
    const { run } = await untilPhase(app, 'ready')
    expect(run?.companions.mask).toBeNull()
    expect(listed().slice(-1)).toEqual([['given_mask.nii.gz', 'unused']])
  })

  it('is a session that can be taken out, so that the run comes with settings of its own', async () => {
    await add(session())
    expect(listed()).toEqual([['mine.glmscope.json', 'session', 'read with the run']])
    await take('mine.glmscope.json', 'unused')
    expect(listed()).toEqual([['mine.glmscope.json', 'unused']])
    expect(phase(app.store.getState())).toBe('empty')
    const { settings } = await openFiles(app, tinyRun())
    expect(settings?.contrasts.a).not.toEqual({ kind: 'expression', text: '-tap' })
    expect(listed().slice(-1)).toEqual([['mine.glmscope.json', 'unused']])
    app.actions.takeFileFor('mine.glmscope.json', 'session')
    await until(app, (state) => JSON.stringify(state.settings?.contrasts.a).includes('-tap'))
    expect(app.store.getState().intake.unused).toEqual([])
  })

  it('is a session again when it was taken out by mistake', async () => {
    await add(session())
    await take('mine.glmscope.json', 'unused')
    await take('mine.glmscope.json', 'session')
    expect(listed()).toEqual([['mine.glmscope.json', 'session', 'read with the run']])
    const { settings } = await openFiles(app, tinyRun())
    expect(settings?.contrasts.a).toEqual({ kind: 'expression', text: '-tap' })
  })

  it('goes when the sample is opened in its stead: nothing of it is added to the sample later', async () => {
    await add(mask(), fileFrom(`${fixtures}nilearn-more/given_mask.nii.gz`, 'sub_T1w.nii.gz'), session())
    expect(listed().map(([, role]) => role)).toEqual(['mask', 'anatomy', 'session'])
    app.actions.openSample()
    const before = await untilPhase(app, 'ready')
    await add(textFile('later.json', '{"RepetitionTime": 2}'))
    const { run, intake, settings, messages } = await untilPhase(app, 'ready')
    expect(run?.companions.sidecar?.name).toBe('later.json')
    expect(run?.companions.mask).toBeNull()
    expect(intake.anatomy?.name).toBeUndefined()
    expect(settings?.contrasts).toEqual(before.settings?.contrasts)
    expect(messages.filter(({ file }) => file !== 'later.json')).toEqual(before.messages)
  })

  it('still waits when the sample was cancelled', async () => {
    await add(mask())
    app.actions.openSample()
    await untilPhase(app, 'loading')
    app.actions.cancel()
    await untilPhase(app, 'waiting')
    await openFiles(app, tinyRun())
    expect((await until(app, (state) => state.run?.companions.mask != null)).run?.companions.mask?.name).toBe(
      'given_mask.nii.gz',
    )
  })

  it('stays what it was where it cannot be read as something else', async () => {
    await add(events)
    app.actions.takeFileFor('slow_events.tsv', 'sidecar')
    await until(app, ({ messages }) => messages.length > 0)
    expect((await untilPhase(app, 'waiting')).waiting.events?.name).toBe('slow_events.tsv')
    expect(app.store.getState().intake.unused).toEqual([])
  })
})
