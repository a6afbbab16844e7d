import { onTestFinished } from 'vitest'
import type { Engine } from '../../src/state/engine.ts'
import { inProcessApp, type InProcessApp } from './inProcessApp.ts'

/** A fresh app with so many fitting workers, stopped when the test that asks for it is over. */
export function freshApp(fitWorkers = 2, engine?: Engine): InProcessApp {
  const app = inProcessApp(fitWorkers, engine)
  onTestFinished(() => {
    app.stop()
  })
  return app
}
