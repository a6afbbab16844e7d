import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrastRows } from '../../../src/core/contrast/weights.ts'
import { readSpmMat } from '../../../src/core/formats/readSpmMat.ts'
import { columnOf } from '../../../src/core/math/matrix.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { eventsOfWholeRun, specFromSpmMat } from '../../../src/core/pipeline/specFromSpmMat.ts'
import type { SpmAnalysis } from '../../../src/core/pipeline/specFromSpmMat.ts'
import { matBytes, matCell, matNumbers, matStruct, matText } from '../../support/matWriter.ts'
import { refusalOf } from '../../support/refusals.ts'
import { spmFields, spmMatBytes, withFields, type SpmFields } from '../../support/spmMatFile.ts'
import { spmOutput } from '../../support/spmOutput.ts'
import { eventsOf, numberTable } from '../design/nilearnGoldens.ts'

const analysisOf = (fields: SpmFields): SpmAnalysis =>
  specFromSpmMat(readSpmMat(spmMatBytes(fields), 'SPM.mat'))

const codes = ({ findings }: SpmAnalysis): string[] => findings.map(({ code }) => code)

/** Doubles on both sides, sums in another order: measured 1.9e-16 to 5.3e-14 of a column's largest value. */
const sameDesign = 1e-9

describe('the SPM.mat that SPM12 wrote', () => {
  const spm = readSpmMat(spmOutput('SPM.mat'), 'SPM.mat')
  const analysis = specFromSpmMat(spm)

  test('is read as SPM shows it', () => {
    expect(spm).toMatchObject({
      spmId: 'SPM12: spm_spm (v7738)',
      repetitionTimeSeconds: 2,
      units: 'secs',
      basis: {
        name: 'hrf',
        order: 1,
        microtimeResolution: 16,
        microtimeOnset: 8,
        binSeconds: 0.125,
        volterraOrder: 1,
      },
      globals: { normalisation: 'None', grandMean: 100 },
      masking: { fractionOfGlobal: 0.8, implicit: false, explicitMask: null },
      noise: { form: 'AR(0.2)' },
      findings: [],
    })
    expect(spm.scanNames).toHaveLength(100)
    expect(spm.design.names).toEqual(['Sn(1) movement*bf(1)', 'Sn(1) rest*bf(1)', 'Sn(1) constant'])
    expect(spm.design).toMatchObject({ interest: [0, 1], blocks: [2], nuisance: [] })
    expect(spm.design.residualDf).toBeCloseTo(94, 9)
    expect(spm.noise.hyperparameters[0]).toBeCloseTo(0.5053634, 6)
    expect(spm.globals.scaleFactors).toHaveLength(100)
  })

  test('becomes settings, events and contrasts', () => {
    expect(analysis).toMatchObject({ designFrom: 'settings', confounds: null, findings: [] })
    expect(analysis.spec).toEqual({
      name: 'SPM12',
      conditions: { include: ['movement', 'rest'], explicitRest: false },
      eventModel: { kind: 'spm12', hrf: 'canonical', derivatives: 'none', microtimeResolution: 16 },
      samplingInstant: 7 / 16,
      confounds: { columns: [], centre: true, missing: 'zero' },
      highPass: { kind: 'dct-filter', cutoffSeconds: 128 },
      intensity: { kind: 'global-100', per: 'session' },
      mask: { kind: 'spm12-threshold', fractionOfGlobal: 0.8 },
      smoothing: { fwhmMm: 0 },
      noise: { kind: 'spm12-reml-ar1' },
    })
    const byOnset = analysis.events.toSorted((a, b) => a.onset - b.onset)
    expect(byOnset).toEqual(eventsOf('block').toSorted((a, b) => a.onset - b.onset))
    expect(analysis.run).toEqual({
      repetitionTimeSeconds: 2,
      scanCount: 100,
      discardScans: 0,
      boldName: 'sub-block_task-tap_bold.nii',
      maskName: null,
    })
    expect(analysis.contrasts).toEqual([
      { name: 'movement', contrast: { kind: 't', weights: { movement: 1 } } },
      { name: 'rest', contrast: { kind: 't', weights: { rest: 1 } } },
      { name: 'movement-rest', contrast: { kind: 't', weights: { movement: 1, rest: -1 } } },
      { name: 'effects of interest', contrast: { kind: 'F', rows: [{ movement: 1 }, { rest: 1 }] } },
    ])
  })

  test('gives its own design again', () => {
    const design = resolveDesign(analysis.spec, { ...analysis.run, events: analysis.events })
    expect(analysis.deviation).toBeLessThan(sameDesign)
    expect(design.columns.map(({ alias }) => alias)).toEqual(spm.design.names)
    expect(design.filterBasis.columns).toBe(3)
    spm.design.names.forEach((_, j) => {
      const own = columnOf(design.matrix, j)
      columnOf(spm.design.matrix, j).forEach((value, i) => expect(own[i]).toBeCloseTo(value, 9))
    })
  })
})

describe('stored analyses as SPM.mat', () => {
  test.each(readdirSync(new URL('../../fixtures/spm12', import.meta.url)))(
    '%s is said by settings',
    (name) => {
      const analysis = analysisOf(spmFields(name))
      expect(analysis.designFrom).toBe('settings')
      expect(analysis.deviation).toBeLessThan(sameDesign)
      expect(analysis.findings).toEqual([])
      expect(analysis.spec.noise.kind).toBe(
        name.includes('none') ? 'ols' : name.includes('fast') ? 'spm12-fast' : 'spm12-reml-ar1',
      )
    },
  )

  test('user regressors come as confounds', () => {
    const { confounds, spec, contrasts } = analysisOf(spmFields('er-derivs-confounds-ar1'))
    expect(confounds?.columns).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6'])
    expect(confounds?.values.rows).toBe(150)
    expect(spec.confounds).toEqual({ columns: confounds?.columns, centre: true, missing: 'zero' })
    expect(contrasts[1]?.contrast).toEqual({ kind: 't', weights: { left_tap: 1, right_tap: -1 } })
  })

  test('volume scaling, another microtime and a cutoff', () => {
    const { spec } = analysisOf(spmFields('er-t20-scaling-none'))
    expect(spec.intensity).toEqual({ kind: 'global-100', per: 'volume' })
    expect(spec.eventModel).toMatchObject({ microtimeResolution: 20 })
  })
})

describe('what is stated otherwise', () => {
  const name = 'block-over-ar1-hpf100'
  const fields = spmFields(name)
  const session = (changes: SpmFields): SpmFields => ({
    ...fields,
    Sess: withFields(fields['Sess'], changes),
  })
  const first = (of: SpmFields, at: string, changes: SpmFields): SpmFields => ({
    ...of,
    [at]: withFields(of[at], changes),
  })

  test('times in scans', () => {
    const U = matStruct(
      ...['movement', 'rest'].map((type) => ({
        name: matCell(matText(type)),
        ons: matNumbers(eventsOf('block').flatMap((e) => (e.trialType === type ? [e.onset / 2] : []))),
        dur: matNumbers(eventsOf('block').flatMap((e) => (e.trialType === type ? [e.duration / 2] : []))),
        P: matStruct({ name: matText('none'), h: matNumbers([0]) }),
      })),
    )
    const analysis = analysisOf(first(session({ U }), 'xBF', { UNITS: matText('scans') }))
    expect(analysis.designFrom).toBe('settings')
    expect(analysis.deviation).toBeLessThan(sameDesign)
    expect(analysis.events[0]).toEqual({ onset: 10, duration: 20, trialType: 'movement' })
  })

  test('no filter, no mask threshold', () => {
    const xX = withFields(fields['xX'], { K: matStruct({ HParam: matNumbers([Infinity]) }) })
    const { spec } = analysisOf(first({ ...fields, xX }, 'xM', { gMT: matNumbers([-Infinity]) }))
    expect(spec.highPass).toEqual({ kind: 'none' })
    expect(spec.mask).toEqual({ kind: 'all' })
  })

  test('a threshold that only its values in each scan tell', () => {
    const { spec } = analysisOf(first(fields, 'xM', { gMT: matText('') }))
    expect(spec.mask).toEqual({ kind: 'spm12-threshold', fractionOfGlobal: 0.8 })
  })

  test('an explicit mask', () => {
    const analysis = analysisOf(
      first(fields, 'xM', {
        VM: matStruct({ fname: matText('/study/masks/brain.nii') }),
        I: matNumbers([1]),
      }),
    )
    expect(analysis.spec.mask).toEqual({ kind: 'file', name: 'brain.nii' })
    expect(analysis.run.maskName).toBe('brain.nii')
    expect(codes(analysis)).toEqual(['spm-explicit-mask', 'spm-implicit-mask'])
  })

  test('noise that no pane has', () => {
    const analysis = analysisOf(first(fields, 'xVi', { form: matText('AR(0.4)') }))
    expect(analysis.spec.noise).toEqual({ kind: 'spm12-reml-ar1' })
    expect(codes(analysis)).toEqual(['spm-noise-form'])
    expect(analysis.findings[0]?.message).toContain('AR(0.4)')
  })

  test('initial volumes left out', () => {
    const P = matText(...Array.from({ length: 100 }, (_, i) => `/study/bold.nii,${i + 5}`.padEnd(20)))
    const analysis = analysisOf(first(fields, 'xY', { P }))
    expect(analysis.run).toMatchObject({ discardScans: 4, boldName: 'bold.nii' })
    expect(eventsOfWholeRun(analysis)[0]?.onset).toBe((analysis.events[0]?.onset ?? NaN) + 8)
  })

  test('scans of one file each, and scans with gaps', () => {
    const oneEach = matText(
      ...Array.from({ length: 100 }, (_, i) => `C:\\study\\f${String(i).padStart(3, '0')}.img,1`),
    )
    expect(analysisOf(first(fields, 'xY', { P: oneEach })).run).toMatchObject({
      discardScans: 0,
      boldName: null,
    })
    const gaps = matText(...Array.from({ length: 100 }, (_, i) => `/study/bold.nii,${2 * i + 1}`.padEnd(20)))
    expect(codes(analysisOf(first(fields, 'xY', { P: gaps })))).toEqual(['spm-scans-not-consecutive'])
  })

  test.each([
    [
      'a basis set',
      first(fields, 'xBF', { name: matText('Finite Impulse Response'), order: matNumbers([8]) }),
      'Finite Impulse Response',
    ],
    ['interactions', first(fields, 'xBF', { Volterra: matNumbers([2]) }), 'Volterra'],
    [
      'onsets that do not give the columns',
      first(fields, 'xBF', { T0: matNumbers([1]) }),
      'do not give the columns',
    ],
  ])('%s that settings cannot say leaves the design as numbers', (_, changed, reason) => {
    const analysis = analysisOf(changed)
    expect(analysis.designFrom).toBe('matrix')
    expect(codes(analysis)).toEqual(['spm-design-as-numbers'])
    expect(analysis.findings[0]?.message).toContain(reason)
    const design = resolveDesign(analysis.spec, { ...analysis.run, events: [] })
    const { values } = numberTable(`spm12/${name}/design_matrix.tsv`)
    expect([...design.matrix.data]).toEqual(values.flat())
    expect(design.filterBasis.columns).toBe(4)
    expect(design.columns.at(-1)).toMatchObject({ name: 'constant', role: 'constant' })
    for (const { contrast } of analysis.contrasts) {
      const names = design.columns.map((column) => column.name)
      expect(contrastRows(contrast, names).rows).toBeGreaterThan(0)
    }
  })

  test('parametric modulators', () => {
    const modulated = matStruct({ name: matText('rt'), h: matNumbers([1]), P: matNumbers([1, 2]) })
    const U = matStruct({
      name: matCell(matText('movement'), matText('movementxrt^1')),
      ons: matNumbers([10, 50]),
      dur: matNumbers([20]),
      P: modulated,
    })
    const xX = withFields(fields['xX'], {
      name: matCell(
        matText('Sn(1) movement*bf(1)'),
        matText('Sn(1) movementxrt^1*bf(1)'),
        matText('Sn(1) constant'),
      ),
    })
    const analysis = analysisOf({ ...session({ U }), xX })
    expect(analysis.designFrom).toBe('matrix')
    expect(analysis.findings[0]?.message).toContain('parametric modulators')
    const { eventModel } = analysis.spec
    expect(eventModel.kind === 'matrix' && eventModel.columns).toMatchObject([
      { name: 'movement', role: 'condition', condition: 'movement', alias: 'Sn(1) movement*bf(1)' },
      { name: 'movementxrt^1', role: 'condition', condition: 'movement', alias: 'Sn(1) movementxrt^1*bf(1)' },
      { name: 'constant', role: 'constant', alias: 'Sn(1) constant' },
    ])
    expect(analysis.events.map(({ duration }) => duration)).toEqual([20, 20])
  })
})

describe('what is refused', () => {
  const fields = spmFields('block-over-ar1-hpf100')
  const codeOf = (bytes: Uint8Array): string =>
    refusalOf(() => specFromSpmMat(readSpmMat(bytes, 'SPM.mat'))).code

  test('several sessions, in one message', () => {
    const { Sess } = fields
    if (Sess?.kind !== 'struct') throw new Error('no sessions')
    const twice = { ...Sess, dims: [1, 2], elements: [...Sess.elements, ...Sess.elements] }
    const bytes = spmMatBytes({ ...fields, Sess: twice, nscan: matNumbers([60, 40]) })
    expect(codeOf(bytes)).toBe('spm-several-sessions')
    expect(refusalOf(() => specFromSpmMat(readSpmMat(bytes, 'SPM.mat'))).message).toContain(
      '2 sessions (60, 40 scans)',
    )
  })

  test('MAT files without a model, and models of something else', () => {
    expect(codeOf(matBytes({ batch: matNumbers([1]) }))).toBe('not-spm-mat')
    const group = { ...fields }
    delete group['Sess']
    delete group['xBF']
    expect(codeOf(spmMatBytes(group))).toBe('spm-mat-fields')
    expect(refusalOf(() => readSpmMat(spmMatBytes(group), 'SPM.mat')).message).toContain('SPM.Sess')
  })

  test.each([
    ['xY', { RT: matNumbers([0]) }],
    ['xY', { RT: matNumbers([NaN]) }],
    ['xBF', { T: matNumbers([0]) }],
    ['xBF', { T: matNumbers([1e6]) }],
    ['xBF', { T0: matNumbers([17]) }],
  ])('times that cannot be (case %#)', (at, changes) => {
    expect(codeOf(spmMatBytes({ ...fields, [at]: withFields(fields[at], changes) }))).toBe('spm-mat-timing')
  })

  test('a design whose names do not fit', () => {
    const xX = withFields(fields['xX'], { name: matCell(matText('a')) })
    expect(codeOf(spmMatBytes({ ...fields, xX }))).toBe('spm-mat-design')
  })
})
