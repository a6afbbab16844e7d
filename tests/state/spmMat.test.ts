import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { startSpmCheck } from '../../src/state/spmCheck.ts'
import { designDiagnostics } from '../../src/state/designDiagnostics.ts'
import { inProcessApp, until, type InProcessApp } from '../support/inProcessApp.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

const open: { readonly app: InProcessApp; readonly stop: () => void }[] = []

function freshApp(): InProcessApp {
  const app = inProcessApp(2)
  open.push({ app, stop: startSpmCheck(app.store, app.engine) })
  return app
}

afterEach(() => {
  for (const { app, stop } of open.splice(0)) {
    stop()
    app.stop()
  }
})

/** A file of the analysis as SPM12 wrote it: the fixtures are compressed. */
function spmFile(name: string): File {
  return new File([new Uint8Array(gunzipSync(readFileSync(`${fixtures}spm12-output/${name}.gz`)))], name)
}

describe('an SPM.mat', () => {
  it('shows its design and judges its contrasts without the run', async () => {
    const app = freshApp()
    app.actions.addFiles([spmFile('SPM.mat')])
    const state = await until(app, ({ settings }) => settings !== null)
    const live = designDiagnostics(state, 'a')
    expect(live?.ok).toBe(true)
    if (live?.ok !== true) return
    expect(live.diagnostics.design.columns.map(({ name }) => name)).toEqual(['movement', 'rest', 'constant'])
    expect(state.settings?.namedContrasts.map(({ name }) => name)).toContain('movement-rest')
  })
})
