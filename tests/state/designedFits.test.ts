import { describe, expect, it } from 'vitest'
import type { ConfoundTable } from '../../src/core/design/confounds.ts'
import { minimalConditions } from '../../src/core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../../src/core/pipeline/presets.ts'
import { resolveDesign } from '../../src/core/pipeline/resolve.ts'
import type { PlannedDesign } from '../../src/protocol/designContract.ts'
import { isCancelled } from '../../src/protocol/progress.ts'
import { designAhead, designedFit, type DesignInputs } from '../../src/state/designedFits.ts'
import type { Engine } from '../../src/state/engine.ts'
import { inProcessEngine } from '../support/inProcessEngine.ts'

const events = [
  { onset: 10, duration: 10, trialType: 'task' },
  { onset: 50, duration: 10, trialType: 'task' },
]
const run = { scanCount: 60, repetitionTimeSeconds: 2, events }
const nilearn = (): DesignInputs => ({ ...run, spec: nilearnPreset(minimalConditions(events)) })
const spm12 = (): DesignInputs => ({ ...run, spec: spm12Preset(minimalConditions(events)) })
const never = (): AbortSignal => new AbortController().signal

interface Counted {
  readonly engine: Engine
  /** Calls in order: designs made, workers made ready. */
  readonly calls: string[]
}

function counted(make?: (request: DesignInputs) => Promise<PlannedDesign>): Counted {
  const engine = inProcessEngine(2)
  const calls: string[] = []
  const { design } = engine
  const count = <T>(call: string, answer: T): T => {
    calls.push(call)
    return answer
  }
  return {
    calls,
    engine: {
      ...engine,
      design: {
        ...design,
        resolveAndPlan: (request) => count('design', (make ?? design.resolveAndPlan)(request)),
      },
      fits: engine.fits.map((fit) => ({
        ...fit,
        getReady: (readyAs, model) => count(`ready ${model.kind}`, fit.getReady(readyAs, model)),
      })),
    },
  }
}

function unplanned(inputs: DesignInputs): PlannedDesign {
  return { design: resolveDesign(inputs.spec, inputs), plan: null }
}

/** A table that knows how often its numbers were asked for. */
function confoundsThatCount(): { readonly table: ConfoundTable; readonly reads: () => number } {
  let reads = 0
  const values = {
    rows: run.scanCount,
    columns: 1,
    get data() {
      reads++
      return new Float64Array(run.scanCount)
    },
  }
  return { table: { columns: ['motion'], values }, reads: () => reads }
}

describe('a design made ahead', () => {
  it('is there for equal inputs, with its plan and the workers ready', async () => {
    const { engine, calls } = counted()
    designAhead(engine, [nilearn(), nilearn()], never())
    const fits = await Promise.all(
      [0, 1].map(() => designedFit(nilearn(), { engine, other: null, signal: never() })),
    )
    expect(calls).toEqual(['design', 'ready plan', 'ready plan'])
    expect(fits[0]).toBe(fits[1])
    expect(fits[0]?.design).toEqual(resolveDesign(nilearn().spec, run))
    expect(fits[0]?.plan?.kind).toBe('nilearn-ar1')
  })

  it('whose plan needs the data has its selection of voxels ready', async () => {
    const { engine, calls } = counted()
    designAhead(engine, [spm12()], never())
    const { plan } = await designedFit(spm12(), { engine, other: null, signal: never() })
    expect(plan).toBeNull()
    expect(calls).toEqual(['design', 'ready pooling', 'ready pooling'])
  })

  it.each<[string, Partial<DesignInputs>]>([
    ['scans', { scanCount: 61 }],
    ['repetition time', { repetitionTimeSeconds: 1 }],
    ['events', { events: events.slice(0, 1) }],
    ['settings', { spec: { ...nilearn().spec, noise: { kind: 'ols' } } }],
  ])('of other %s is not used', async (_, change) => {
    const { engine } = counted()
    designAhead(engine, [nilearn()], never())
    const inputs = { ...nilearn(), ...change }
    const { design, plan } = await designedFit(inputs, { engine, other: null, signal: never() })
    expect(design).toEqual(resolveDesign(inputs.spec, inputs))
    expect(plan).toEqual(await engine.design.planAhead(design, inputs.spec.noise))
  })

  it('knows a confounds table without going through its numbers', async () => {
    const { engine } = counted(() => Promise.resolve(unplanned(nilearn())))
    const confounds = confoundsThatCount()
    const spec = {
      ...nilearn().spec,
      confounds: { columns: ['motion'], centre: false, missing: 'zero' as const },
    }
    const inputs = { ...nilearn(), spec, confounds: confounds.table }
    const ask = (own: DesignInputs): ReturnType<typeof designedFit> =>
      designedFit(own, { engine, other: inputs, signal: never() })
    const first = await ask(inputs)
    expect(await ask({ ...inputs })).toBe(first)
    expect(await ask({ ...inputs, confounds: confoundsThatCount().table })).not.toBe(first)
    expect(confounds.reads()).toBe(0)
  })

  it('that fails is not heard of, and the fit tries for itself', async () => {
    let tries = 0
    const { engine } = counted((request) =>
      ++tries === 1 ? Promise.reject(new Error('ended')) : Promise.resolve(unplanned(request)),
    )
    designAhead(engine, [nilearn()], never())
    const { design } = await designedFit(nilearn(), { engine, other: null, signal: never() })
    expect(tries).toBe(2)
    expect(design.matrix.rows).toBe(60)
  })

  it('stops when the opening is cancelled', async () => {
    const { engine, calls } = counted()
    const opening = new AbortController()
    designAhead(engine, [nilearn()], opening.signal)
    opening.abort()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(calls).toEqual(['design'])
  })

  it('goes on for a fit that has come to want it', async () => {
    const { engine, calls } = counted()
    const opening = new AbortController()
    designAhead(engine, [nilearn()], opening.signal)
    const fit = designedFit(nilearn(), { engine, other: null, signal: never() })
    opening.abort()
    expect((await fit).plan).not.toBeNull()
    expect(calls.filter((call) => call === 'design')).toHaveLength(1)
  })
})

describe('a design that a pane has gone from', () => {
  it('is made again; the other pane’s is kept', async () => {
    const { engine, calls } = counted()
    const ask = (inputs: DesignInputs, other: DesignInputs | null): Promise<unknown> =>
      designedFit(inputs, { engine, other, signal: never() })
    const changed = { ...nilearn(), scanCount: 50 }
    await ask(nilearn(), spm12())
    await ask(spm12(), nilearn())
    await ask(changed, spm12())
    const before = calls.length
    await ask(spm12(), changed)
    expect(calls).toHaveLength(before)
    await ask(nilearn(), spm12())
    expect(calls.length).toBeGreaterThan(before)
  })

  it('is given up when nobody wants it any more', async () => {
    const { engine } = counted()
    const controller = new AbortController()
    const fit = designedFit(nilearn(), { engine, other: null, signal: controller.signal })
    controller.abort()
    await expect(fit).rejects.toSatisfy(isCancelled)
  })
})
