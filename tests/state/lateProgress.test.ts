import { expect, it } from 'vitest'
import { Refusal } from '../../src/core/finding.ts'
import { openRun } from '../../src/state/openRun.ts'
import { createPreparedData } from '../../src/state/preparedData.ts'
import { startScheduler } from '../../src/state/scheduler.ts'
import { createSecondTries } from '../../src/state/secondTries.ts'
import { createAppStore } from '../../src/state/store.ts'
import type { Progress } from '../../src/protocol/progress.ts'
import { inProcessEngine } from '../support/inProcessEngine.ts'

it('a report that comes after the reading has failed does not start it again on screen', async () => {
  const engine = inProcessEngine(1)
  const store = createAppStore()
  const prepared = createPreparedData(engine)
  const scheduler = startScheduler(store, engine, prepared)
  let report: (progress: Progress) => void = () => undefined
  const opened = await openRun(
    { store, engine, prepared, scheduler, secondTries: createSecondTries() },
    {
      fileName: 'bad.nii',
      read: (_, onProgress) => {
        report = onProgress
        const finding = { code: 'bad', severity: 'error', message: 'Bad.', remedy: 'Drop another.' } as const
        return Promise.reject(new Refusal(finding))
      },
    },
    new AbortController().signal,
  )
  expect(opened).toBe(false)
  report({ what: 'Reading bad.nii', done: 1, total: 1, unit: 'MB' })
  expect(store.getState().loading.status).toBe('failed')
  scheduler.stop()
})
