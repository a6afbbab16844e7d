import { expect, it } from 'vitest'
import { phase } from '../../src/state/phase.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { until } from '../support/inProcessApp.ts'
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
