import { expect, it } from 'vitest'
import type { Session } from '../../src/core/pipeline/session.ts'
import { phase } from '../../src/state/phase.ts'
import { eventsFile, runFiles, tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import {
  openFiles,
  shownIn,
  textFile,
  until,
  untilPhase,
  type InProcessApp,
} from '../support/inProcessApp.ts'
import { nilearnLike, spm12Like } from '../support/sessions.ts'

async function savedSession(
  app: InProcessApp,
): Promise<{ readonly name: string; readonly session: Session }> {
  const before = app.saved.length
  app.actions.saveSession()
  await expect.poll(() => app.saved.length).toBe(before + 1)
  const file = app.saved[before]
  if (!file) throw new Error('nothing saved')
  return { name: file.name, session: JSON.parse(new TextDecoder().decode(file.bytes)) as Session }
}

function sessionFile(session: object, name = 'some.glmscope.json'): File {
  return textFile(name, JSON.stringify(session))
}

const session: Session = {
  format: 'glmscope-session',
  version: 1,
  pipelines: {
    a: {
      ...nilearnLike,
      name: 'mine',
      conditions: { include: ['movement'], explicitRest: false },
      noise: { kind: 'ols' },
    },
    b: {
      ...spm12Like,
      conditions: { include: ['movement', 'rest'], explicitRest: false },
      confounds: { columns: [], centre: true, missing: 'zero' },
      smoothing: { fwhmMm: 0 },
    },
  },
  contrasts: {
    a: { kind: 'expression', text: 'movement' },
    b: { kind: 'expression', text: 'movement - rest' },
  },
  view: { map: 't', thresholdAbs: 4.2, units: 'as-estimated', crosshairMm: [8, -16, 24] },
}

it('a session brings back settings, contrasts, view and chosen facts of the run', async () => {
  const app = freshApp()
  await openFiles(app, runFiles('block'))
  app.actions.setRepetitionTime(1.9, 'user')
  app.actions.setDesignSwitch('b', 'overparameterized')
  app.actions.setContrast('b', { kind: 'expression', text: 'movement - rest' })
  app.actions.setDiscardScans(2)
  app.actions.setView({ map: 't', thresholdAbs: 2.5, crosshairMm: [8, 8, 8] })
  await untilPhase(app, 'ready')
  const { name, session: saved } = await savedSession(app)
  expect(name).toBe('sub-block_task-tap_bold.glmscope.json')
  expect(saved.run?.boldSha256).toMatch(/^[0-9a-f]{64}$/)

  const later = freshApp()
  let earlyReady = 0
  later.store.subscribe((state) => {
    if (phase(state) === 'ready' && state.settings?.discardScans !== 2) earlyReady++
  })
  await openFiles(later, [...runFiles('block'), sessionFile(saved)])
  const { settings, run, view, messages } = later.store.getState()
  expect(settings).toEqual(app.store.getState().settings)
  expect(run?.repetitionTime).toEqual({ seconds: 1.9, source: 'user' })
  expect(view).toMatchObject({ map: 't', thresholdAbs: 2.5, crosshairMm: [8, 8, 8] })
  expect(messages.map(({ code }) => code)).not.toContain('session-other-run')
  expect(shownIn(later, 'b').maps.get('t')).toEqual(shownIn(app, 'b').maps.get('t'))
  // Nobody sees the defaults and takes them for the session.
  expect(earlyReady).toBe(0)
})

it('fields that are not known here are kept and named', async () => {
  const app = freshApp()
  const unknown = {
    ...session,
    pipelines: { ...session.pipelines, a: { ...session.pipelines.a, fromLater: { x: 1 } } },
  }
  await openFiles(app, [...runFiles('block'), sessionFile(unknown)])
  expect(app.store.getState().messages.map(({ code }) => code)).toContain('session-unknown-fields')
  expect((await savedSession(app)).session.pipelines.a).toMatchObject({
    fromLater: { x: 1 },
    noise: { kind: 'ols' },
  })
})

it('a session waits for its run', async () => {
  const app = freshApp()
  app.actions.addFiles([sessionFile(session)])
  await untilPhase(app, 'waiting')
  await openFiles(app, runFiles('block'))
  const { settings, view } = app.store.getState()
  expect(settings?.pipelines).toEqual(session.pipelines)
  expect(view).toMatchObject({
    map: 't',
    thresholdAbs: 4.2,
    units: 'as-estimated',
    crosshairMm: [8, -16, 24],
  })
})

it('a session of another file sets pipelines, not the TR and the discarded scans, and says so', async () => {
  const app = freshApp()
  const run = {
    boldName: 'other.nii.gz',
    boldSha256: 'ab'.repeat(32),
    repetitionTime: { seconds: 3, source: 'user' },
    discardScans: 5,
  }
  await openFiles(app, runFiles('block'))
  app.actions.addFiles([sessionFile({ ...session, run })])
  await until(app, (state) => state.messages.length > 0 && phase(state) === 'ready')
  const state = app.store.getState()
  expect(state.settings?.pipelines).toEqual(session.pipelines)
  expect(state.settings?.discardScans).toBe(0)
  expect(state.run?.repetitionTime?.seconds).toBe(2)
  expect(state.messages.map(({ code }) => code)).toEqual(['session-other-run'])
})

it('a session may bring the events', async () => {
  const app = freshApp()
  const events = [
    { onset: 0, duration: 10, trialType: 'movement' },
    { onset: 50, duration: 10, trialType: 'rest' },
  ]
  const [bold] = runFiles('block')
  app.actions.addFiles([bold ?? new File([], ''), sessionFile({ ...session, run: { events } })])
  const { run } = await untilPhase(app, 'ready')
  expect(run?.events).toEqual(events)
})

it('a session dropped before its events decides once they come', async () => {
  const app = freshApp()
  const [bold, ...others] = runFiles('block')
  app.actions.addFiles([bold ?? new File([], ''), sessionFile(session)])
  await untilPhase(app, 'waiting')
  app.actions.addFiles(others)
  const { settings } = await untilPhase(app, 'ready')
  expect(settings?.pipelines).toEqual(session.pipelines)
})

it('what a session names and the run lacks is said, and nothing falls over', async () => {
  const app = freshApp()
  await openFiles(app, tinyRun())
  app.actions.addFiles([sessionFile(session)])
  await until(app, (state) => state.messages.length > 0 && phase(state) === 'ready')
  const { messages, panes } = app.store.getState()
  expect(
    messages
      .filter(({ code }) => code === 'session-not-honoured')
      .map(({ message }) => message)
      .join(),
  ).toMatch(/movement/)
  expect(panes.a.refusal).not.toBeNull()
})

it('a broken session changes nothing', async () => {
  const app = freshApp()
  const before = await openFiles(app, tinyRun())
  app.actions.addFiles([sessionFile({ ...session, version: 7 })])
  await until(app, (state) => state.messages.length > 0)
  const { settings, messages } = await untilPhase(app, 'ready')
  expect(settings).toBe(before.settings)
  expect(messages).toHaveLength(1)
})

it('events that the session brings are those that are saved with it', async () => {
  const app = freshApp()
  await openFiles(app, [
    ...tinyRun().slice(0, 1),
    eventsFile([
      [3, 4, 'x'],
      [33, 4, 'x'],
      [50, 4, 'y'],
    ]),
  ])
  const { session: saved } = await savedSession(app)
  expect(saved.run?.events).toBeUndefined()
  expect(saved.pipelines.a.conditions.include).toEqual(['x', 'y'])
})
