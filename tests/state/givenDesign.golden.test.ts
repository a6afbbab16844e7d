import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContrastSpec } from '../../src/core/contrast/contrastSpec.ts'
import type { MapKind } from '../../src/core/contrast/mapKind.ts'
import type { DesignTable } from '../../src/core/formats/designTable.ts'
import { readDesignTable } from '../../src/core/formats/readDesignTable.ts'
import { withDesignTable } from '../../src/core/pipeline/matrixModel.ts'
import { mapOf } from '../../src/state/resultMaps.ts'
import type { FittedResult } from '../../src/state/paneResult.ts'
import { phase } from '../../src/state/phase.ts'
import { inProcessApp, openFiles, shownIn, until } from '../support/inProcessApp.ts'
import {
  filesOf,
  fixtures,
  nilearnAnalyses,
  referenceImage,
  spmAnalyses,
  type ReferenceAnalysis,
  type ReferenceContrast,
} from '../support/referenceAnalyses.ts'

/**
 * The stored design of an analysis in place of its conditions, HRF, confounds and drifts gives the maps that the other program stored:
 * effects and variances within 1e-5 of the largest, t within 1e-5 (an integer run: both sides in double), as where the design is made
 * from events.
 */
const ofLargest = 1e-5
const ofT = 1e-5

function designOf({ folder }: ReferenceAnalysis): DesignTable {
  return readDesignTable(readFileSync(`${fixtures}${folder}/design_matrix.tsv`, 'utf8'), 'design_matrix.tsv')
}

/** A contrast by the names in the stored design, which for SPM are SPM's. */
function contrastIn(table: DesignTable, { contrast }: ReferenceContrast): ContrastSpec {
  if (contrast.kind !== 't') return contrast
  const own = (name: string): string =>
    table.columns.find((column) => column.name === name || column.name.startsWith(`Sn(1) ${name}*bf(1)`))
      ?.name ?? name
  return {
    kind: 't',
    weights: Object.fromEntries(
      Object.entries(contrast.weights).map(([name, weight]) => [own(name), weight]),
    ),
  }
}

function expectMap(analysis: ReferenceAnalysis, result: FittedResult, kind: MapKind, image: string): void {
  const values = referenceImage(analysis, image)
  const map = mapOf(result, kind)
  let [worst, largest] = [0, 0]
  result.voxels.forEach((voxel, v) => {
    const expected = values[voxel] ?? NaN
    largest = Math.max(largest, Math.abs(expected))
    worst = Math.max(worst, Math.abs((map?.[v] ?? NaN) - expected))
  })
  expect(largest).toBeGreaterThan(0)
  expect(worst, `${kind} against ${image}`).toBeLessThanOrEqual(kind === 't' ? ofT : ofLargest * largest)
}

const analyses = [
  ...nilearnAnalyses().filter(({ name }) => /^block-(over-spmhrf-ar1|minimal-rawscale-poly-ols)$/.test(name)),
  ...spmAnalyses().filter(({ name }) => /^block-(over-ar1-hpf100|minimal-fast-hpf128)$/.test(name)),
]

describe('a design given as numbers', () => {
  const app = inProcessApp(2)
  beforeAll(() => openFiles(app, analyses[0] ? filesOf(analyses[0]) : []))
  afterAll(() => {
    app.stop()
  })

  it.each(analyses)('of $folder gives its maps', async (analysis) => {
    const table = designOf(analysis)
    const spec = withDesignTable(analysis.spec, table)
    app.actions.setPipeline('a', { ...spec, conditions: { include: [], explicitRest: false } })
    for (const reference of analysis.contrasts) {
      app.actions.setContrast('a', contrastIn(table, reference))
      await until(app, (state) => phase(state) === 'ready')
      const result = shownIn(app, 'a')
      for (const kind of ['effect', 'variance', 't'] as const) {
        const image = reference.maps[kind]
        if (image !== undefined && result.kind === 'fitted') expectMap(analysis, result, kind, image)
      }
    }
    expect(analysis.contrasts.length).toBeGreaterThan(0)
    expect(app.store.getState().panes.a.refusal).toBeNull()
  })

  it('is one switch of an explanation', async () => {
    const [own, other] = nilearnAnalyses().filter(({ name }) => name.startsWith('block-over-spmhrf'))
    if (own === undefined || other === undefined) throw new Error('no analyses')
    app.actions.setPipeline('a', { ...own.spec, noise: { kind: 'ols' }, smoothing: { fwhmMm: 8 } })
    app.actions.setPipeline('b', withDesignTable({ ...own.spec, noise: { kind: 'ols' } }, designOf(other)))
    for (const pane of ['a', 'b'] as const)
      app.actions.setContrast(pane, { kind: 'expression', text: 'movement - rest' })
    await until(app, (state) => phase(state) === 'ready')
    app.actions.explain()
    const { explain } = await until(app, (state) => state.explain.job.status === 'done')
    expect(explain.shown).toMatchObject({
      switches: ['conditions', 'highPass', 'smoothing'],
      wholeDesign: true,
    })
    expect(explain.shown?.refits.size).toBeGreaterThan(3)
  })

  it('of another run is refused, with both numbers, and the maps stay', async () => {
    const [first] = analyses
    if (first === undefined) throw new Error('no analysis')
    const short = { ...designOf(first), scanCount: 90 }
    const columns = short.columns.map((column) => ({ ...column, values: column.values.slice(0, 90) }))
    const before = shownIn(app, 'a')
    app.actions.setPipeline('a', withDesignTable(first.spec, { ...short, columns }))
    const state = await until(app, ({ panes }) => panes.a.refusal !== null)
    expect(state.panes.a.refusal?.message).toBe('The design has 90 rows, but the run has 100 scans.')
    expect(before.kind).toBe('fitted')
  })
})
