import { describe, expect, it, vi } from 'vitest'
import type { DesignRequest, PlannedDesign } from '../../src/protocol/designContract.ts'
import { phase } from '../../src/state/phase.ts'
import { runFiles, tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { heldBack, type HeldBack } from '../support/heldBack.ts'
import { inProcessEngine } from '../support/inProcessEngine.ts'
import { openFiles, shownIn, until, untilPhase } from '../support/inProcessApp.ts'

/** An engine that reads no run before it is told to, and the designs it was asked for. */
function slowReader(): HeldBack & { readonly asked: readonly DesignRequest[] } {
  const asked: DesignRequest[] = []
  const engine = inProcessEngine(2)
  const resolveAndPlan = (request: DesignRequest): Promise<PlannedDesign> => {
    asked.push(request)
    return engine.design.resolveAndPlan(request)
  }
  return { asked, ...heldBack({ ...engine, design: { ...engine.design, resolveAndPlan } }, 'load') }
}

describe('while a run is being read', () => {
  it('the designs of both panes are made, and the fits find them', async () => {
    const reader = slowReader()
    const { engine, asked } = reader
    const app = freshApp(2, engine)
    app.actions.addFiles(runFiles('block'))
    await vi.waitFor(() => {
      expect(asked).toHaveLength(2)
    })
    expect(reader.calls()).toBe(1)
    expect(phase(app.store.getState())).toBe('loading')
    expect(asked.map(({ spec }) => spec.name)).toEqual(['nilearn', 'SPM12'])
    reader.letGo()
    await untilPhase(app, 'ready')
    expect(asked).toHaveLength(2)
    expect(shownIn(app, 'a').design.matrix.rows).toBe(asked[0]?.scanCount)
  })

  it('nothing is made for one without events, and nothing is said', async () => {
    const reader = slowReader()
    const { engine, asked } = reader
    const app = freshApp(2, engine)
    app.actions.addFiles(runFiles('block').filter(({ name }) => !name.includes('events')))
    await vi.waitFor(() => {
      expect(reader.calls()).toBe(1)
    })
    reader.letGo()
    const { messages } = await untilPhase(app, 'waiting')
    expect(asked).toEqual([])
    expect(messages).toEqual([])
  })

  it('settings that are changed meanwhile are those that are fitted', async () => {
    const reader = heldBack(inProcessEngine(2), 'load', 1)
    const app = freshApp(2, reader.engine)
    await openFiles(app, tinyRun())
    const rest = (): boolean => shownIn(app, 'a').design.columns.some(({ name }) => name === 'rest')
    expect(rest()).toBe(false)
    app.actions.addFiles(tinyRun())
    await vi.waitFor(() => {
      expect(reader.calls()).toBe(2)
    })
    app.actions.setDesignSwitch('both', 'overparameterized')
    reader.letGo()
    await until(app, (state) => state.run?.id !== undefined && phase(state) === 'ready')
    expect(rest()).toBe(true)
  })
})
