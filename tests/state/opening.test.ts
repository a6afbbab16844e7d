import { describe, expect, it } from 'vitest'
import { phase, statusLine } from '../../src/state/phase.ts'
import { eventsFile, imageFile, runFiles, tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { fileFrom, openFiles, shownIn, textFile, until, untilPhase } from '../support/inProcessApp.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

function fileNamed(files: readonly File[], part: string): File {
  const found = files.find((file) => file.name.includes(part))
  if (!found) throw new Error(`no file ${part}`)
  return found
}

describe('a dropped run', () => {
  it('is fitted with nilearn in A and SPM12 in B, both minimal, and asks for its first condition', async () => {
    const app = freshApp()
    const { settings, run, messages } = await openFiles(app, runFiles('block'))
    expect(settings?.pipelines.a).toMatchObject({ name: 'nilearn', conditions: { include: ['movement'] } })
    expect(settings?.pipelines.b).toMatchObject({ name: 'SPM12', conditions: { include: ['movement'] } })
    expect(settings?.contrasts).toEqual({
      a: { kind: 'expression', text: 'movement' },
      b: { kind: 'expression', text: 'movement' },
    })
    expect(run?.repetitionTime).toEqual({ seconds: 2, source: 'sidecar' })
    expect(messages).toEqual([])
  })

  it('waits for its events, and they complete it', async () => {
    const app = freshApp()
    const files = runFiles('block')
    app.actions.addFiles([fileNamed(files, 'bold.nii.gz')])
    const waiting = await untilPhase(app, 'waiting')
    await until(app, ({ run }) => run !== null)
    expect(statusLine(app.store.getState())).toMatch(/events/)
    expect(waiting.panes.a.shown).toBeNull()
    app.actions.addFiles([fileNamed(files, 'events')])
    await untilPhase(app, 'ready')
    expect(shownIn(app, 'a').voxels).toHaveLength(2883)
  })

  it('finds the events that were dropped before it', async () => {
    const app = freshApp()
    const files = runFiles('block')
    app.actions.addFiles([fileNamed(files, 'events')])
    await untilPhase(app, 'waiting')
    app.actions.addFiles([fileNamed(files, 'bold.nii.gz')])
    const { run } = await untilPhase(app, 'ready')
    expect(run?.events).toHaveLength(10)
  })

  it('is not given up when its events follow while it is being read', async () => {
    const app = freshApp()
    const files = runFiles('block')
    app.actions.addFiles([fileNamed(files, 'bold.nii.gz')])
    await untilPhase(app, 'loading')
    app.actions.addFiles([fileNamed(files, 'events')])
    await until(app, (state) => state.run?.events != null && phase(state) === 'ready')
    expect(shownIn(app, 'b').voxels).toHaveLength(3067)
  })

  it('gives way to one dropped while it is being read, and the phase stays loading', async () => {
    const app = freshApp()
    const seen = new Set<string>()
    app.actions.addFiles(runFiles('er'))
    await untilPhase(app, 'loading')
    const unsubscribe = app.store.subscribe((state) => seen.add(phase(state)))
    app.actions.addFiles(runFiles('block'))
    const { run } = await untilPhase(app, 'ready')
    unsubscribe()
    expect(run?.fileName).toMatch(/sub-block/)
    expect([...seen]).not.toContain('empty')
    expect(shownIn(app, 'a').voxels).toHaveLength(2883)
  })

  it('forgets the events, confounds and mask of the one before', async () => {
    const app = freshApp()
    await openFiles(app, runFiles('block', ['desc-confounds_timeseries.tsv']))
    app.actions.addFiles([fileNamed(runFiles('er'), 'bold.nii.gz')])
    await until(app, ({ run }) => run?.fileName?.includes('sub-er') === true)
    const { run, panes } = await untilPhase(app, 'waiting')
    expect(run).toMatchObject({ events: null, confounds: null })
    expect(panes.a.shown).toBeNull()
  })

  it('takes the place of one that is being fitted; none of its voxels are left', async () => {
    const alone = freshApp()
    await openFiles(alone, runFiles('er'))
    const app = freshApp()
    app.actions.addFiles(runFiles('block'))
    await untilPhase(app, 'fitting')
    app.actions.addFiles(runFiles('er'))
    await until(app, (state) => state.run?.fileName?.includes('sub-er') === true && phase(state) === 'ready')
    for (const pane of ['a', 'b'] as const) {
      expect(shownIn(app, pane).maps.get('t')).toEqual(shownIn(alone, pane).maps.get('t'))
    }
  })

  it('is the first of two in one drop, and a button opens the other', async () => {
    const app = freshApp()
    await openFiles(app, [...runFiles('block'), fileNamed(runFiles('er'), 'bold.nii.gz')])
    const { messages, run } = app.store.getState()
    expect(run?.fileName).toBe('sub-block_task-tap_bold.nii.gz')
    const offer = messages.find(({ code }) => code === 'two-runs')
    expect(offer?.action).toEqual({ kind: 'open-instead', fileName: 'sub-er_task-tap_bold.nii.gz' })
    if (offer?.action) app.actions.perform(offer.action)
    await until(app, (state) => state.run?.fileName === 'sub-er_task-tap_bold.nii.gz')
    expect((await untilPhase(app, 'waiting')).panes.a.shown).toBeNull()
  })

  it('chooses the events whose name is closest to its own', async () => {
    const app = freshApp()
    const other = eventsFile([[0, 5, 'wrong']], 'sub-other_events.tsv')
    await openFiles(app, [other, ...runFiles('block')])
    expect(app.store.getState().run?.companions.events?.name).toBe('sub-block_task-tap_events.tsv')
    expect(app.store.getState().messages.map(({ code }) => code)).toEqual(['two-of-a-kind'])
  })
})

describe('the repetition time', () => {
  const noTr = (): File => {
    const values = Array.from({ length: 6 * 6 * 6 * 20 }, (_, i) => 1000 + ((i * 7919) % 101))
    return imageFile('x_bold.nii', { dim: [4, 6, 6, 6, 20], pixdim: [1, 3, 3, 3, 0], values })
  }

  it('is asked for where nothing states it, and answering makes the run ready', async () => {
    const app = freshApp()
    app.actions.addFiles([
      noTr(),
      eventsFile([
        [2, 6, 'tap'],
        [20, 6, 'tap'],
      ]),
    ])
    await until(app, ({ run }) => run !== null)
    expect(statusLine(await untilPhase(app, 'waiting'))).toMatch(/repetition time/)
    app.actions.setRepetitionTime(2, 'user')
    const { run, messages } = await untilPhase(app, 'ready')
    expect(run?.repetitionTime).toEqual({ seconds: 2, source: 'user' })
    expect(messages.map(({ code }) => code)).not.toContain('tr-asked')
  })

  it('is asked about where only the header states it and the events last longer', async () => {
    const app = freshApp()
    const values = Array.from({ length: 6 * 6 * 6 * 20 }, (_, i) => 1000 + ((i * 7919) % 101))
    const bold = imageFile('x_bold.nii', { dim: [4, 6, 6, 6, 20], pixdim: [1, 3, 3, 3, 1.79], values })
    const { messages } = await openFiles(app, [bold, eventsFile([[2, 6, 'tap'], [30, 9.5, 'tap']])]) // prettier-ignore
    const asked = messages.find(({ code }) => code === 'events-end-after-run')
    expect(asked?.remedy).toContain('Is the TR 1.79 s? Only the header says so')
    app.actions.setRepetitionTime(2, 'user')
    await until(app, (state) => !state.messages.some(({ code }) => code === 'events-end-after-run'))
  })

  it('is that of the sidecar; a message offers the header’s', async () => {
    const app = freshApp()
    const files = runFiles('block').filter(({ name }) => !name.endsWith('.json'))
    await openFiles(app, [...files, textFile('sub-block_task-tap_bold.json', '{"RepetitionTime": 1.9}')])
    const { run, messages } = app.store.getState()
    expect(run?.repetitionTime).toEqual({ seconds: 1.9, source: 'sidecar' })
    const offer = messages.find(({ code }) => code === 'tr-differs')
    expect(offer?.action).toEqual({ kind: 'use-repetition-time', seconds: 2, source: 'header' })
    if (offer?.action) app.actions.perform(offer.action)
    await until(app, (state) => state.run?.repetitionTime?.seconds === 2 && phase(state) === 'ready')
    expect(shownIn(app, 'a').design.frameTimesSeconds[1]).toBe(2)
  })
})

describe('bad input', () => {
  const truncated = (): File => {
    const bytes = fileNamed(runFiles('er'), 'bold.nii.gz')
    return new File([bytes.slice(0, bytes.size / 2)], 'sub-bad_bold.nii.gz')
  }
  const bad: readonly (readonly [string, () => File])[] = [
    ['a truncated gzip', truncated],
    ['text named .nii', () => textFile('notes_bold.nii', 'these are my notes, not an image\n'.repeat(50))],
    [
      'an image of one volume named bold',
      () => imageFile('a_bold.nii', { dim: [3, 4, 4, 4], values: Array(64).fill(3) }),
    ],
    ['an anatomy', () => imageFile('sub_T1w.nii', { dim: [3, 4, 4, 4], values: Array(64).fill(3) })],
    [
      'a table that is no table',
      () => textFile('sub_events.tsv', 'onset\tduration\ttrial_type\nsoon\tlong\ttap\n'),
    ],
    [
      'events with decimal commas',
      () => textFile('sub_events.tsv', 'onset\tduration\ttrial_type\n1,5\t2,5\ttap\n7,5\tlong\ttap\n'),
    ],
  ]

  it.each(bad)('%s leaves the earlier run as it was, with one message', async (_, make) => {
    const app = freshApp()
    const before = await openFiles(app, tinyRun())
    app.actions.addFiles([make()])
    await until(app, ({ messages }) => messages.length > 0)
    const state = await untilPhase(app, 'ready')
    expect(state.messages).toHaveLength(1)
    expect(state.run).toBe(before.run)
    expect(state.panes.a.shown).toBe(before.panes.a.shown)
  })

  it.each(bad.filter(([what]) => what !== 'an anatomy'))(
    '%s as the first drop shows nothing, and says why',
    async (_, make) => {
      const app = freshApp()
      app.actions.addFiles([make()])
      const { messages, run } = await untilPhase(app, 'failed')
      expect(messages).toHaveLength(1)
      expect(messages[0]?.remedy).not.toBe('')
      expect(run).toBeNull()
    },
  )

  it('an anatomy as the first drop waits for a run, and is then found to be no picture', async () => {
    const app = freshApp()
    const [, anatomy] = bad.find(([what]) => what === 'an anatomy') ?? []
    app.actions.addFiles(anatomy ? [anatomy()] : [])
    await untilPhase(app, 'waiting')
    const { messages } = await openFiles(app, tinyRun())
    expect(messages.map(({ code }) => code)).toEqual(['anatomy-uniform'])
  })

  it('does not stand in the way of a good file dropped next', async () => {
    const app = freshApp()
    app.actions.addFiles([truncated()])
    await untilPhase(app, 'failed')
    const { messages } = await openFiles(app, tinyRun())
    expect(messages).toEqual([])
  })

  it('refuses events of another run and keeps those that fit', async () => {
    const app = freshApp()
    const before = await openFiles(app, tinyRun())
    app.actions.addFiles([eventsFile([[100_000, 5, 'late']])])
    await until(app, ({ messages }) => messages.length > 0)
    expect((await untilPhase(app, 'ready')).run?.events).toBe(before.run?.events)
  })
})

it('cancelling the first load says so and leaves the page empty', async () => {
  const app = freshApp()
  app.actions.openSample()
  await untilPhase(app, 'loading')
  app.actions.cancel()
  await untilPhase(app, 'empty')
  expect(statusLine(app.store.getState())).toMatch(/cancelled/i)
})

it('fits a mask file only once it has been dropped, and again when another of the same name comes', async () => {
  const app = freshApp()
  await openFiles(app, tinyRun())
  const { settings } = app.store.getState()
  if (!settings) throw new Error('no settings')
  app.actions.setPipeline('a', { ...settings.pipelines.a, mask: { kind: 'file', name: 'given_mask.nii.gz' } })
  await until(app, ({ panes }) => panes.a.refusal !== null)
  const refused = await untilPhase(app, 'ready')
  expect(refused.panes.a.refusal?.code).toBe('mask-missing')
  expect(refused.panes.b.refusal).toBeNull()
  app.actions.addFiles([fileFrom(`${fixtures}nilearn-more/given_mask.nii.gz`)])
  await until(app, (state) => state.panes.a.refusal === null && phase(state) === 'ready')
  const first = shownIn(app, 'a').voxels
  const { grid } = app.store.getState().run?.summary ?? {}
  if (!grid) throw new Error('no grid')
  const [nx, ny, nz] = grid.dims
  const values = new Uint8Array(nx * ny * nz)
  values.set([1, 1], first[0] ?? 0)
  const mask = imageFile('given_mask.nii.gz', {
    dim: [3, nx, ny, nz],
    datatype: 'uint8',
    values,
    sformCode: 1,
    sform: [...grid.mmFromVoxel.slice(0, 12)],
  })
  app.actions.addFiles([mask])
  await until(app, (state) => phase(state) === 'ready' && shownIn(app, 'a').voxels.length <= 2)
  expect(shownIn(app, 'a').voxels[0]).toBe(first[0])
})

it('fits again when another table of confounds takes the place of the first', async () => {
  const app = freshApp()
  const table = (seed: number): File =>
    textFile(
      'slow_confounds.tsv',
      [
        'wave\tdrift',
        ...Array.from({ length: 60 }, (_, t) => `${Math.sin(t * seed).toFixed(6)}\t${String(t)}`),
      ].join('\n'),
    )
  await openFiles(app, [...tinyRun(), table(1)])
  const { settings } = app.store.getState()
  if (!settings) throw new Error('no settings')
  const { a } = settings.pipelines
  app.actions.setPipeline('a', { ...a, confounds: { ...a.confounds, columns: ['wave'] } })
  await untilPhase(app, 'ready')
  const first = shownIn(app, 'a').maps.get('t')
  await openFiles(app, [table(2)])
  expect(shownIn(app, 'a').maps.get('t')).not.toEqual(first)
})
