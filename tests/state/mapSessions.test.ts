import { expect, it, vi } from 'vitest'
import type { ImportedResult } from '../../src/state/paneResult.ts'
import { phase, statusLine } from '../../src/state/phase.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { openFiles, shownIn, until, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'
import { spmOutputFile } from '../support/spmOutput.ts'

const files = (): File[] => ['spmT_0001.nii', 'con_0001.nii', 'spmT_0003.nii'].map(spmOutputFile)

async function saved(app: InProcessApp): Promise<File> {
  const before = app.saved.length
  app.actions.saveSession()
  await vi.waitFor(() => {
    expect(app.saved.length).toBeGreaterThan(before)
  })
  const file = app.saved.at(-1)
  if (file === undefined) throw new Error('nothing was saved')
  return new File([file.bytes], file.name)
}

function imported(app: InProcessApp, pane: 'a' | 'b'): ImportedResult {
  const { shown } = app.store.getState().panes[pane]
  if (shown?.kind !== 'imported') throw new Error(`pane ${pane} shows no maps from files`)
  return shown
}

it('a session of maps alone holds their names and hashes, and asks for the files', async () => {
  const app = freshApp(1)
  app.actions.addFiles(files())
  const state = await untilPhase(app, 'ready')
  app.actions.setMapKind(state.maps.files.find(({ name }) => name === 'spmT_0003.nii')?.id ?? 0, 'z')
  app.actions.setView({ map: 't', thresholdAbs: 2 })
  const session = await saved(app)
  const text = await session.text()
  expect(text.length).toBeLessThan(10_000)
  expect(JSON.parse(text)).toMatchObject({
    maps: { a: [{ name: 'spmT_0001.nii', kind: 't' }, {}], b: [{ kind: 'z' }] },
  })

  const again = freshApp(1)
  again.actions.addFiles([session])
  await untilPhase(again, 'waiting')
  const asked = await until(again, ({ messages }) =>
    messages.some(({ code }) => code === 'session-maps-missing'),
  )
  expect(statusLine(asked)).toBe('Waiting for the maps of the session')
  expect(asked.messages[0]?.message).toContain('spmT_0001.nii, con_0001.nii')
  // In another order: they find their panes by their contents.
  again.actions.addFiles(files().toReversed())
  const opened = await untilPhase(again, 'ready')
  expect(opened.view).toMatchObject({ map: 't', thresholdAbs: 2 })
  expect(imported(again, 'a').maps.get('t')).toEqual(imported(app, 'a').maps.get('t'))
  expect(imported(again, 'a').maps.get('effect')).toEqual(imported(app, 'a').maps.get('effect'))
  expect([...imported(again, 'b').maps.keys()]).toEqual(['z'])
  expect(imported(again, 'b').maps.get('z')).toEqual(imported(app, 'b').maps.get('z'))
})

it('a session of a run and a map shows both again', async () => {
  const app = freshApp(1)
  await openFiles(app, tinyRun())
  app.actions.addFiles([spmOutputFile('spmT_0001.nii')])
  const { maps } = await until(app, (state) => state.maps.files.length === 1 && phase(state) === 'ready')
  const [only] = maps.files
  expect(only?.name).toBe('spmT_0001.nii')
  const offer = app.store.getState().messages.find(({ code }) => code === 'maps-listed')?.action
  if (offer !== undefined) app.actions.perform(offer)
  const { sources } = app.store.getState()
  expect(sources.b.kind).toBe('imported')
  const session = await saved(app)
  const again = freshApp(1)
  await openFiles(again, tinyRun())
  again.actions.addFiles([session, spmOutputFile('spmT_0001.nii')])
  await until(again, (state) => state.sources.b.kind === 'imported')
  expect(shownIn(again, 'a').spec).toEqual(shownIn(app, 'a').spec)
})
