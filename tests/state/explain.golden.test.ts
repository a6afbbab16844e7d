import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attribute } from '../../src/core/compare/attribution.ts'
import type { Units } from '../../src/state/appState.ts'
import { mostExactSwitches } from '../../src/state/explainSetup.ts'
import type { Explanation } from '../../src/state/explainState.ts'
import { mixtureMaps } from '../../src/state/explainView.ts'
import { phase } from '../../src/state/phase.ts'
import { fileFrom, inProcessApp, openFiles, until, type InProcessApp } from '../support/inProcessApp.ts'
import { explanationEnd } from '../support/explanations.ts'
import { fixtures } from '../support/referenceAnalyses.ts'
import {
  referenceAttributions,
  type ReferenceAttribution,
  type ReferenceMap,
} from '../support/referenceAttributions.ts'

/**
 * From dropped files through the store to shares, against an independent program that works in double throughout. Here slabs
 * are float32, so a map moves by about 1e-7 of itself; a share is a ratio of differences of maps. Measured: shares within 6e-6, first
 * steps within 2.1e-5, single voxels within 6e-7 of the spread.
 */
const shareTolerance = 5e-5
/** Of the s.d. of B - A, at single voxels and in means. */
const ofSpread = 2e-5

async function explained(app: InProcessApp, reference: ReferenceAttribution): Promise<Explanation> {
  app.actions.setPipeline('a', reference.specA)
  app.actions.setPipeline('b', reference.specB)
  app.actions.setContrast('a', { kind: 'expression', text: reference.contrastA })
  app.actions.setContrast('b', { kind: 'expression', text: reference.contrastB })
  await until(app, (state) => phase(state) === 'ready')
  app.actions.explain()
  const state = await explanationEnd(app)
  expect(state.explain.job.status).toBe('done')
  if (state.explain.shown === null) throw new Error('nothing was explained')
  return state.explain.shown
}

const unitsOf = (map: ReferenceMap): Units => (map.units === 'own' ? 'as-estimated' : 'percent-of-voxel-mean')

function expectVoxels(
  reference: ReferenceAttribution,
  map: ReferenceMap,
  { voxels }: Explanation,
  phi: readonly Float64Array[],
): void {
  const [nx, ny] = reference.grid.shape
  for (const { ijk, phi: expected } of map.voxels) {
    const position = voxels.indexOf(ijk[0] + nx * (ijk[1] + ny * ijk[2]))
    reference.switches.forEach((name, s) => {
      const difference = Math.abs((phi[s]?.[position] ?? NaN) - (expected[name] ?? NaN))
      expect(difference, `${name} at ${ijk.join(',')}`).toBeLessThan(ofSpread * map.sdD)
    })
  }
}

function expectExact(reference: ReferenceAttribution, map: ReferenceMap, explanation: Explanation): void {
  const attribution = attribute(
    mixtureMaps(explanation, map.map, unitsOf(map)),
    explanation.switches.length,
    explanation.orders,
  )
  if (attribution.kind !== 'explained') throw new Error('nothing differs')
  expect(attribution.basis).toBe('exact')
  reference.switches.forEach((name, s) => {
    const found = attribution.switches[s]
    if (found === undefined) throw new Error(`no share for ${name}`)
    const close = (value: number, expected: number | undefined, tolerance: number, what: string): void =>
      expect(
        Math.abs(value - (expected ?? NaN)),
        `${what} of ${name}: ${value} for ${expected ?? NaN}`,
      ).toBeLessThan(tolerance)
    close(found.share, map.shares[name], shareTolerance, 'share')
    close(found.meanSquareShare, map.sharesOfMeanSquare[name], shareTolerance, 'mean square')
    close(found.meanShift, map.meanPhi[name], ofSpread * map.sdD, 'mean shift')
    close(found.order.first, map.first[name], shareTolerance, 'first')
    close(found.order.last, map.last[name], shareTolerance, 'last')
    close(found.order.range[0], map.marginalRange[name]?.[0], shareTolerance, 'least')
    close(found.order.range[1], map.marginalRange[name]?.[1], shareTolerance, 'greatest')
  })
  expectVoxels(reference, map, explanation, attribution.maps)
}

function expectSampled(map: ReferenceMap, explanation: Explanation): void {
  const attribution = attribute(
    mixtureMaps(explanation, map.map, unitsOf(map)),
    explanation.switches.length,
    explanation.orders,
  )
  if (attribution.kind !== 'explained') throw new Error('nothing differs')
  expect(attribution.basis).toBe('sampled')
  explanation.switches.forEach((name, s) => {
    const found = attribution.switches[s]
    const difference = Math.abs((found?.share ?? NaN) - (map.shares[name] ?? NaN))
    expect(difference, name).toBeLessThan(3 * (found?.standardError ?? NaN) + 0.01)
  })
}

const references = referenceAttributions()

describe.each(['block', 'er'])('what makes A and B differ in the %s run', (run) => {
  const app = inProcessApp()

  beforeAll(async () => {
    const endings = ['bold.nii.gz', 'events.tsv', 'bold.json', 'desc-confounds_timeseries.tsv']
    await openFiles(
      app,
      endings.map((ending) => fileFrom(`${fixtures}runs/sub-${run}_task-tap_${ending}`)),
    )
  })
  afterAll(() => {
    app.stop()
  })

  it.each(references.filter(({ run: file }) => file.includes(`sub-${run}`)))('$case', async (reference) => {
    const explanation = await explained(app, reference)
    expect(explanation.switches).toEqual(reference.switches)
    expect(explanation.voxels).toHaveLength(reference.nCommon)
    expect(explanation.coverage).toMatchObject({
      onlyA: reference.masks.onlyA,
      onlyB: reference.masks.onlyB,
    })
    for (const map of reference.maps) {
      if (reference.switches.length > mostExactSwitches) expectSampled(map, explanation)
      else expectExact(reference, map, explanation)
    }
  })
})
