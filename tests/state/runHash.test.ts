import { expect, it } from 'vitest'
import { phase } from '../../src/state/phase.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { until, untilPhase } from '../support/inProcessApp.ts'
import { mortalEngine } from '../support/mortalEngine.ts'

it('a run’s hash is found out after the first fits, which need the processor', async () => {
  const mortal = mortalEngine()
  const app = freshApp(2, mortal.engine)
  const during: number[] = []
  app.store.subscribe((state) => {
    if (phase(state) === 'fitting') during.push(mortal.calls('sha256'))
  })
  app.actions.addFiles(tinyRun())
  await until(app, ({ run }) => run?.sha256 != null)
  expect(during.length).toBeGreaterThan(0)
  expect(Math.max(...during)).toBe(0)
  expect(mortal.calls('sha256')).toBe(1)
  expect(app.store.getState().run?.sha256).toMatch(/^[0-9a-f]{64}$/)
})

it('a fit that was cancelled stays cancelled when the hash is known', async () => {
  const app = freshApp(2)
  app.actions.addFiles(tinyRun())
  await untilPhase(app, 'fitting')
  app.actions.cancel()
  await until(app, ({ run }) => run?.sha256 != null)
  await new Promise((resolve) => setTimeout(resolve, 50))
  const { a, b } = app.store.getState().panes
  expect([a.job.status, b.job.status]).toEqual(['cancelled', 'cancelled'])
  app.actions.refit()
  await until(app, ({ panes }) => panes.a.job.status === 'done' && panes.b.job.status === 'done')
})
