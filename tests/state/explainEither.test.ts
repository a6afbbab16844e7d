import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { interactionOverlay, sharesBySetting } from '../../src/state/explainInteractions.ts'
import { eitherDesign, otherDesign, whyNoOtherDesign } from '../../src/state/explainOtherDesign.ts'
import { mixtureMaps, shownAttribution } from '../../src/state/explainView.ts'
import { phase } from '../../src/state/phase.ts'
import type { AppState } from '../../src/state/appState.ts'
import { explanationEnd } from '../support/explanations.ts'
import { fileFrom, inProcessApp, openFiles, until, type InProcessApp } from '../support/inProcessApp.ts'
import { referenceAttributions, type ReferenceAttribution } from '../support/referenceAttributions.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

let app: InProcessApp

const references = referenceAttributions()
function reference(name: string): ReferenceAttribution {
  const found = references.find((each) => each.case === name)
  if (found === undefined) throw new Error(`no reference ${name}`)
  return found
}

beforeEach(async () => {
  app = inProcessApp()
  const endings = ['bold.nii.gz', 'events.tsv', 'bold.json']
  await openFiles(
    app,
    endings.map((ending) => fileFrom(`${fixtures}runs/sub-block_task-tap_${ending}`)),
  )
  const { specA, specB, contrastA } = reference('block-over-effect')
  app.actions.setPipeline('a', specA)
  app.actions.setPipeline('b', specB)
  app.actions.setContrast('both', { kind: 'expression', text: contrastA })
  await until(app, (state) => phase(state) === 'ready')
})
afterEach(() => {
  app.stop()
})

const now = (): AppState => app.store.getState()

async function explainedInBoth(): Promise<void> {
  app.actions.explain()
  await explanationEnd(app)
  app.actions.explainOtherDesign()
  await until(app, ({ explainOther: { job } }) => job.status === 'done')
}

describe('the other design', () => {
  it('is explained by refits of its own, and gives the shares that an independent program found there', async () => {
    expect(otherDesign(now())).toBe('minimal')
    await explainedInBoth()
    for (const [name, side] of [
      ['block-over-effect', 'here'],
      ['block-minimal-effect', 'there'],
    ] as const) {
      const { maps, switches } = reference(name)
      const shares = maps.find(({ map, units }) => map === 'effect' && units !== 'own')?.shares ?? {}
      const found = eitherDesign(now())
      switches.forEach((group, i) => {
        const share = found?.[side].settings[i]?.share ?? NaN
        // As for the explanation on screen: slabs are float32, that program is double throughout.
        expect(Math.abs(share - (shares[group] ?? NaN)), `${group}, ${name}`).toBeLessThan(5e-5)
      })
    }
    const found = eitherDesign(now())
    expect(found?.other).toBe('minimal')
    expect(found?.there.r).toBeGreaterThan(found?.here.r ?? 1)
    expect(now().settings?.pipelines.a.conditions).toEqual(reference('block-over-effect').specA.conditions)
  })

  it('is stopped, not failed, when the workers that refit are changed for others', async () => {
    app.actions.explainOtherDesign()
    expect(now().explainOther.job.status).toBe('running')
    app.actions.setFitWorkers(1)
    expect(now().explainOther.job.status).toBe('cancelled')
    await until(app, (state) => state.view.fitWorkers === 1 && phase(state) === 'ready')
  })

  it('is asked anew when a setting changes, and is not offered where A’s conditions are not B’s', async () => {
    await explainedInBoth()
    app.actions.setPipeline('b', { ...reference('block-over-effect').specB, samplingInstant: 0.25 })
    expect(eitherDesign(now())).toBeNull()
    app.actions.setDesignSwitch('a', 'minimal')
    expect(otherDesign(now())).toBeNull()
    expect(whyNoOtherDesign(now())).toContain('A is minimal and B overparameterized')
    app.actions.explainOtherDesign()
    expect(now().explainOther.job.status).not.toBe('running')
    app.actions.setDesignSwitch('both', 'minimal')
    expect(whyNoOtherDesign(now())).toBeNull()
    const { specA } = reference('block-over-effect')
    app.actions.setPipeline('a', { ...specA, conditions: { include: ['rest'], explicitRest: true } })
    expect(whyNoOtherDesign(now())).toContain('A has conditions of its own')
  })
})

describe('two settings that act on each other', () => {
  it('have a map that is their second difference, in A − B', async () => {
    app.actions.explain()
    const { explain } = await explanationEnd(app)
    const { shown } = explain
    if (shown === null) throw new Error('nothing was explained')
    const [i, j] = [shown.switches.indexOf('eventModel'), shown.switches.indexOf('highPass')]
    const overlay = interactionOverlay(now(), [i, j])
    const maps = mixtureMaps(shown, 'effect', 'percent-of-voxel-mean')
    // The mean over the mixtures of the others, each with its weight: bounded by the extremes of the second differences.
    const voxel = shown.voxels[500] ?? -1
    const others = [...maps.keys()].filter((bits) => (bits & ((1 << i) | (1 << j))) === 0)
    const seconds = others.map((bits) => {
      const at = (extra: number): number => maps.get(bits | extra)?.[500] ?? NaN
      return -(at((1 << i) | (1 << j)) - at(1 << i) - at(1 << j) + at(0))
    })
    const value = overlay?.values[voxel] ?? NaN
    expect(value).toBeGreaterThanOrEqual(Math.fround(Math.min(...seconds)) - 1e-6)
    expect(value).toBeLessThanOrEqual(Math.fround(Math.max(...seconds)) + 1e-6)
    expect(overlay?.mask[voxel]).toBe(1)
    expect(overlay?.mask.reduce((sum, one) => sum + one, 0)).toBe(shown.voxels.length)
  })
})

describe('the shares beside the settings', () => {
  it('are those of the difference on screen, and go when a setting changes', async () => {
    expect(sharesBySetting(now())).toBeNull()
    app.actions.explain()
    await explanationEnd(app)
    const attribution = shownAttribution(now())
    if (attribution?.kind !== 'explained') throw new Error('nothing differs')
    expect([...(sharesBySetting(now())?.values() ?? [])]).toEqual(
      attribution.switches.map(({ share }) => share),
    )
    app.actions.setPipeline('a', { ...reference('block-over-effect').specA, samplingInstant: 0.5 })
    expect(sharesBySetting(now())).toBeNull()
  })
})
