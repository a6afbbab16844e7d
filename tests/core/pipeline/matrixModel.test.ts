import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrastRows } from '../../../src/core/contrast/weights.ts'
import type { DesignTable } from '../../../src/core/formats/designTable.ts'
import { readDesignTable } from '../../../src/core/formats/readDesignTable.ts'
import { columnOf } from '../../../src/core/math/matrix.ts'
import { approach } from '../../../src/core/pipeline/equivalent.ts'
import { specHash } from '../../../src/core/pipeline/hash.ts'
import { contrastsOfMatrix, matrixModel, withDesignTable } from '../../../src/core/pipeline/matrixModel.ts'
import type { MatrixModelSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { nilearnPreset, spm12Preset } from '../../../src/core/pipeline/presets.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { parseSession, writeSession } from '../../../src/core/pipeline/session.ts'
import { specDifferences } from '../../../src/core/pipeline/specDifferences.ts'
import { refusalOf } from '../../support/refusals.ts'
import { smallSession } from '../../support/sessions.ts'
import { confoundsOf, numberTable } from '../design/nilearnGoldens.ts'

const path = 'nilearn/block-over-spmhrf-ols/design_matrix.tsv'

const table = readDesignTable(
  readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8'),
  'design.tsv',
)

const nilearn = nilearnPreset({ include: 'all', explicitRest: false })
const spm12 = spm12Preset({ include: 'all', explicitRest: false })

const run = { scanCount: 100, repetitionTimeSeconds: 2, events: [], confounds: confoundsOf('block') }

const model = matrixModel(table)

/** Two columns over four scans, without drift and constant. */
const small: DesignTable = {
  ...readDesignTable('tap,trans_x\n0,1\n1,2\n1,0\n0,0.5\n', 'small.csv'),
}

const names = (spec: typeof nilearn, given = run): string[] =>
  resolveDesign(spec, given).columns.map(({ name }) => name)

describe('the design of a pane', () => {
  test('is the matrix as it stands', () => {
    const golden = numberTable(path)
    const spec = withDesignTable(nilearn, table)
    const design = resolveDesign(spec, run)
    expect(spec.highPass).toEqual({ kind: 'none' })
    expect(design.columns.map(({ name }) => name)).toEqual(golden.columns.slice(1))
    design.columns.forEach((_, j) => {
      expect([...columnOf(design.matrix, j)]).toEqual(golden.values.map((row) => row[j + 1]))
    })
    expect(design.findings).toEqual([])
  })

  test('takes SPM’s filter beside it', () => {
    const design = resolveDesign({ ...withDesignTable(spm12, table), highPass: spm12.highPass }, run)
    expect(design.filterBasis.columns).toBe(3)
    expect(design.columns).toHaveLength(table.columns.length)
  })

  test('has no second drift, and says so', () => {
    const design = resolveDesign({ ...withDesignTable(nilearn, table), highPass: nilearn.highPass }, run)
    expect(design.columns).toHaveLength(table.columns.length)
    expect(design.findings.map(({ code }) => code)).toEqual(['drift-already-there'])
  })

  test('gets what it lacks: confounds of other names, drifts, a constant', () => {
    const few = {
      scanCount: 4,
      repetitionTimeSeconds: 2,
      events: [],
      confounds: {
        columns: ['trans_x', 'csf'],
        values: { rows: 4, columns: 2, data: Float64Array.of(1, 0, 2, 5, 0, 1, 0.5, 2) },
      },
    }
    const given = withDesignTable(nilearn, small)
    const withConfounds = (...columns: string[]): string[] =>
      names(
        { ...given, confounds: { columns, centre: false, missing: 'zero' }, highPass: { kind: 'none' } },
        few,
      )
    expect(given.highPass).toEqual(nilearn.highPass)
    expect(withConfounds()).toEqual(['tap', 'trans_x', 'constant'])
    // The matrix has its own trans_x.
    expect(withConfounds('trans_x')).toEqual(['tap', 'trans_x', 'constant'])
    expect(refusalOf(() => withConfounds('trans_x', 'csf')).code).toBe('too-many-columns')
    const columns = table.columns.filter(({ role }) => role !== 'drift')
    const drifting = names(withDesignTable(nilearn, { ...table, columns, drift: 'none' }))
    expect(drifting.toSorted()).toEqual(table.columns.map(({ name }) => name).toSorted())
  })

  test('is refused for a run of another length, with both numbers', () => {
    const finding = refusalOf(() => resolveDesign(withDesignTable(nilearn, table), { ...run, scanCount: 96 }))
    expect(finding).toMatchObject({ code: 'design-rows', file: 'design.tsv' })
    expect(finding.message).toBe('The design has 100 rows, but the run has 96 scans.')
  })

  test.each([
    [{ ...model, columns: [] }, 'design-empty'],
    [
      { ...model, columns: [...model.columns, { name: 'x', role: 'condition', values: [1] }] },
      'design-uneven',
    ],
    [{ ...model, columns: [{ name: 'x', role: 'condition', values: [1, NaN] }] }, 'design-not-finite'],
    [
      { ...model, columns: [{ name: 'x', role: 'condition', values: new Array<number>(200_001).fill(1) }] },
      'design-too-large',
    ],
  ] as const)('is refused where it is no design (%#)', (eventModel: MatrixModelSpec, code) => {
    expect(refusalOf(() => resolveDesign({ ...nilearn, eventModel }, run)).code).toBe(code)
  })
})

describe('contrasts', () => {
  test('go by the names of its columns', () => {
    const columns = model.columns.map(({ name }) => name)
    const [first = 'x', second = 'y'] = columns
    const weights = contrastRows({ kind: 'expression', text: `${first} - ${second}` }, columns)
    expect([...weights.data.subarray(0, 3)]).toEqual([1, -1, 0])
  })

  test('of a file are weights by name', () => {
    const given = matrixModel(small)
    expect(
      contrastsOfMatrix(
        given,
        [
          { name: 'tap', rows: [[1, 0]] },
          {
            name: 'both',
            rows: [
              [1, 0],
              [0, 1],
            ],
          },
        ],
        'design.con',
      ),
    ).toEqual([
      { name: 'tap', contrast: { kind: 't', weights: { tap: 1 } } },
      { name: 'both', contrast: { kind: 'F', rows: [{ tap: 1 }, { trans_x: 1 }] } },
    ])
    expect(
      refusalOf(() => contrastsOfMatrix(given, [{ name: 'a', rows: [[1, 0, 0]] }], 'design.con')),
    ).toMatchObject({
      code: 'contrasts-width',
      file: 'design.con',
      message: 'The contrasts weigh 3 columns, the design has 2.',
    })
  })
})

describe('the identity of a given design', () => {
  const digests = { run: 'a', events: 'b', repetitionTimeSeconds: 2, discardScans: 0 }
  const spec = { ...nilearn, eventModel: model }
  const changed = (change: (value: number) => number): typeof spec => ({
    ...spec,
    eventModel: {
      ...model,
      columns: model.columns.map((column, j) =>
        j === 0 ? { ...column, values: column.values.map(change) } : column,
      ),
    },
  })

  test('is its numbers, not its file', () => {
    const renamed = {
      ...spec,
      eventModel: { ...model, source: { tool: 'table', fileName: 'other.csv' } as const },
    }
    expect(specHash(renamed, digests)).toBe(specHash(spec, digests))
    expect(
      specHash(
        changed((value) => value + 1e-15),
        digests,
      ),
    ).not.toBe(specHash(spec, digests))
    expect(specDifferences(spec, renamed)).toEqual([])
    expect(
      specDifferences(
        spec,
        changed((value) => 2 * value),
      ),
    ).toEqual(['eventModel'])
    expect(specDifferences(spec, nilearn)).toEqual(['eventModel'])
  })

  test('goes over whole to a pipeline that is matched to it', () => {
    for (const own of [nilearn, spm12]) {
      const { spec: matched, outcomes } = approach(own, { ...own, eventModel: model })
      expect(matched.eventModel).toEqual(model)
      expect(outcomes).toEqual([{ group: 'eventModel', outcome: 'equal', rule: null }])
    }
  })

  test('survives a session, numbers in one line each', () => {
    const session = { ...smallSession, pipelines: { a: spec, b: spm12 } }
    const text = writeSession(session)
    expect(parseSession(text)).toEqual({ session, findings: [] })
    expect(text.split('\n').length).toBeLessThan(200)
    expect(text).toContain(model.columns.at(-1)?.values.slice(0, 5).join(', '))
  })

  test('a session with a design that is none is refused at its field', () => {
    const broken = (eventModel: unknown): string =>
      JSON.stringify({ ...smallSession, pipelines: { a: { ...spec, eventModel }, b: spm12 } })
    for (const eventModel of [
      { ...model, columns: [] },
      { ...model, drift: 'some' },
      { ...model, source: { tool: 'excel', fileName: 'a' } },
      { ...model, columns: [{ name: 'a', role: 'condition', values: [] }] },
      { ...model, columns: [{ name: 'a', role: 'condition', values: ['1'] }] },
    ])
      expect(refusalOf(() => parseSession(broken(eventModel))).message).toContain('pipelines.a.eventModel')
  })
})
