import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { mapFileName } from '../../../src/core/export/mapNames.ts'
import { mapKinds } from '../../../src/core/contrast/mapKind.ts'
import { afniBricks } from '../../../src/core/formats/afniBricks.ts'
import { niftiExtensions } from '../../../src/core/formats/niftiExtensions.ts'
import { readNiftiHeader } from '../../../src/core/formats/niftiHeader.ts'
import { recognise } from '../../../src/core/formats/recognise.ts'
import { recogniseStatMap, type StatMap } from '../../../src/core/formats/statMap.ts'
import { mapVoxels } from '../../../src/core/formats/statMapValues.ts'
import { refusalOf } from '../../support/refusals.ts'
import { smallRun } from '../../support/niftiFiles.ts'
import { spmOutput } from '../../support/spmOutput.ts'

const fixtures = new URL('../../fixtures/', import.meta.url)

const plainHeader = { intentCode: 0, intentParameters: [0, 0, 0], description: '' } as const

const byName = (path: string): StatMap | null => recogniseStatMap({ path, header: plainHeader })

const byIntent = (intentCode: number, p1: number, p2 = 0, path = 'a.nii'): StatMap | null =>
  recogniseStatMap({ path, header: { ...plainHeader, intentCode, intentParameters: [p1, p2, 0] } })

describe('the images that SPM12 wrote', () => {
  test.each([
    ['beta_0001.nii', 'beta', 1, 'movement', []],
    ['beta_0003.nii', 'beta', 3, 'constant', []],
    ['con_0003.nii', 'effect', 3, 'movement-rest', []],
    ['spmT_0003.nii', 't', 3, 'movement-rest', [94]],
    ['spmF_0004.nii', 'F', 4, 'effects of interest', [2, 94]],
    ['ess_0004.nii', 'extra-sum-of-squares', 4, 'effects of interest', []],
    ['ResMS.nii', 'residual-variance', null, null, []],
    ['mask.nii', 'mask', null, null, []],
  ] as const)('%s is %s', (name, ...what) => {
    const [kind, number, contrastName, degreesOfFreedom] = what
    const bytes = spmOutput(name)
    const header = readNiftiHeader(bytes, name)
    const known = { kind, tool: 'spm12', confidence: 'certain', number, contrastName, degreesOfFreedom }
    expect(recogniseStatMap({ path: `study/${name}`, header })).toEqual({ ...known, group: 'study' })
    // Under another name the header still says it.
    expect(recogniseStatMap({ path: 'renamed.nii', header })).toMatchObject({ ...known, group: '' })
    expect(recognise(name, bytes.subarray(0, 1 << 16))).toBe(kind === 'mask' ? 'mask' : 'map')
  })

  test('the same voxels are inside whether SPM writes NaN or 0 outside', () => {
    const insideOf = (name: string): string => {
      const bytes = spmOutput(name)
      const header = readNiftiHeader(bytes, name)
      const values = new Float32Array(bytes.slice(header.dataOffset).buffer)
      return mapVoxels(values, name).inside.join('')
    }
    expect(insideOf('spmT_0001.nii')).toBe(insideOf('beta_0001.nii'))
    expect(insideOf('beta_0001.nii').replaceAll('0', '')).toHaveLength(3067)
  })

  test('names alone, and texts of older releases', () => {
    expect(byName('sub-01/spmT_0002.nii')).toMatchObject({
      kind: 't',
      tool: 'spm12',
      confidence: 'likely',
      number: 2,
    })
    expect(byName('ResMS.nii')).toMatchObject({ kind: 'residual-variance', tool: 'spm12' })
    const said = (description: string): StatMap | null =>
      recogniseStatMap({ path: 'x.nii', header: { ...plainHeader, description } })
    expect(said('SPM{T_[95.0]} - contrast 1: tap > rest')).toMatchObject({
      kind: 't',
      contrastName: 'tap > rest',
    })
    expect(said('SPM{F_[1.0,95.0]}')).toMatchObject({
      kind: 'F',
      degreesOfFreedom: [1, 95],
      contrastName: null,
    })
    expect(said('SPM contrast - 12: tap')).toMatchObject({ kind: 'effect', number: 12 })
    expect(said('spm_spm:beta (0002) - Sn(1) tap*bf(2)')).toMatchObject({ contrastName: 'Sn(1) tap*bf(2)' })
    expect(said('spm - 3D normalized')).toBeNull()
  })
})

describe('names of other tools', () => {
  test.each([
    ['stats/cope2.nii.gz', 'effect', 2],
    ['stats/varcope2.nii.gz', 'variance', 2],
    ['stats/zstat2.nii.gz', 'z', 2],
    ['stats/tstat2.nii.gz', 't', 2],
    ['stats/zfstat1.nii.gz', 'z', 1],
    ['stats/fstat1.nii.gz', 'F', 1],
    ['stats/pe3.nii.gz', 'beta', 3],
    ['stats/sigmasquareds.nii.gz', 'residual-variance', null],
    ['stats/dof.nii.gz', 'other', null],
  ] as const)('%s of FSL is %s', (path, kind, number) => {
    expect(byName(path)).toMatchObject({ kind, number, tool: 'fsl', confidence: 'likely', group: 'stats' })
  })

  test.each([
    [
      'sub-01_task-tap_contrast-leftMinusRight_stat-z_statmap.nii.gz',
      'z',
      'leftMinusRight',
      'sub-01_task-tap',
    ],
    ['sub-01_task-tap_contrast-left_stat-effect_statmap.nii.gz', 'effect', 'left', 'sub-01_task-tap'],
    ['sub-01_task-tap_contrast-left_stat-variance_statmap.nii.gz', 'variance', 'left', 'sub-01_task-tap'],
    ['sub-01_contrast-any_stat-F_statmap.nii.gz', 'F', 'any', 'sub-01'],
    ['sub-01_task-tap_stat-rsquared_statmap.nii.gz', 'r-squared', null, 'sub-01_task-tap'],
    ['sub-01_contrast-a_stat-tDistribution_statmap.nii.gz', 'other', 'a', 'sub-01'],
  ] as const)('%s is %s', (path, kind, contrastName, group) => {
    expect(byName(path)).toMatchObject({ kind, contrastName, group, tool: 'nilearn', confidence: 'likely' })
  })

  test.each([
    ['movement_z_score.nii.gz', 'z', 'movement', 'likely'],
    ['movement_effect_size.nii.gz', 'effect', 'movement', 'likely'],
    ['movement_effect_variance.nii.gz', 'variance', 'movement', 'likely'],
    ['movement_p_value.nii.gz', 'p', 'movement', 'likely'],
    ['left-right_stat.nii.gz', 't', 'left-right', 'guess'],
    ['z_map.nii.gz', 'z', null, 'guess'],
    ['movement_t.nii.gz', 't', 'movement', 'guess'],
    ['beta_map.nii', 'effect', null, 'guess'],
  ] as const)('%s is %s', (path, kind, contrastName, confidence) => {
    expect(byName(path)).toMatchObject({ kind, contrastName, confidence })
  })

  test.each(['sub-01_T1w.nii.gz', 'bold.nii', 't.nii', 'anat.nii.gz', 'report.nii', 'template.nii'])(
    '%s promises no statistic',
    (path) => {
      expect(byName(path)).toBeNull()
    },
  )

  test('maps saved here are known again', () => {
    for (const kind of mapKinds) {
      const name = mapFileName({ runName: 'sub-01_bold.nii', side: 'A', kind, contrast: 'tap' })
      expect(byName(name), name).toMatchObject({ kind, tool: null })
    }
  })

  test('the stored nilearn maps', () => {
    const folder = new URL('nilearn/block-minimal-defaults/', fixtures)
    const kinds = readdirSync(folder)
      .filter((name) => name.startsWith('movement_'))
      .map((name) => [name, byName(name)?.kind])
    expect(kinds).toEqual([
      ['movement_effect.nii.gz', 'effect'],
      ['movement_p.nii.gz', 'p'],
      ['movement_t.nii.gz', 't'],
      ['movement_variance.nii.gz', 'variance'],
      ['movement_z.nii.gz', 'z'],
    ])
    const bytes = new Uint8Array(gunzipSync(readFileSync(new URL('movement_t.nii.gz', folder))))
    expect(recognise('movement_t.nii.gz', bytes.subarray(0, 1 << 16))).toBe('map')
  })
})

describe('intent codes', () => {
  test('say kind and degrees of freedom, whatever the name', () => {
    expect(byIntent(3, 95)).toMatchObject({ kind: 't', degreesOfFreedom: [95], confidence: 'certain' })
    expect(byIntent(4, 2, 95)).toMatchObject({ kind: 'F', degreesOfFreedom: [2, 95] })
    expect(byIntent(3, 0)).toMatchObject({ kind: 't', degreesOfFreedom: [] })
    expect(byIntent(5, 0)).toMatchObject({ kind: 'z' })
    expect(byIntent(22, 0)).toMatchObject({ kind: 'p' })
    expect(byIntent(24, 0)).toMatchObject({ kind: 'other' })
    expect(byIntent(1002, 0)).toMatchObject({ kind: 'labels' })
    expect(byIntent(3, 95, 0, 'stats/tstat4.nii.gz')).toMatchObject({ kind: 't', number: 4, tool: 'fsl' })
  })

  test('leave it to the name what an estimate is of', () => {
    expect(byIntent(1001, 0, 0, 'cope1.nii.gz')).toMatchObject({
      kind: 'effect',
      tool: 'fsl',
      confidence: 'certain',
    })
    expect(byIntent(1001, 0, 0, 'varcope1.nii.gz')).toMatchObject({ kind: 'variance' })
    expect(byIntent(1001, 0, 0, 'thing.nii')).toMatchObject({ kind: 'effect', tool: null })
  })
})

describe('AFNI', () => {
  const extension = `<?xml version='1.0' ?>
<AFNI_attributes self_idcode="AFN_x" ni_form="ni_group" >
<AFNI_atr ni_type="String" ni_dimen="1" atr_name="BRICK_LABS" >
 "Full_Fstat~tap#0_Coef~tap#0_Tstat~tap_R^2~left-right_GLT#0_Coef~"</AFNI_atr>
<AFNI_atr ni_type="float" ni_dimen="10" atr_name="BRICK_STATAUX" >
 0 4 2 3 95
 2 3 1 95</AFNI_atr>
</AFNI_attributes>`

  test('labels and statistics of a bucket', () => {
    const bricks = afniBricks(extension)
    expect(bricks.map(({ label }) => label)).toEqual([
      'Full_Fstat',
      'tap#0_Coef',
      'tap#0_Tstat',
      'tap_R^2',
      'left-right_GLT#0_Coef',
    ])
    expect(bricks.map(({ known }) => [known.kind, known.contrastName, known.degreesOfFreedom ?? []])).toEqual(
      [
        ['F', 'Full', [3, 95]],
        ['effect', 'tap', []],
        ['t', 'tap', [95]],
        ['r-squared', 'tap', []],
        ['effect', 'left-right_GLT', []],
      ],
    )
    expect(
      recogniseStatMap({ path: 'stats.nii', header: plainHeader, ...(bricks[2] && { brick: bricks[2] }) }),
    ).toMatchObject({
      kind: 't',
      tool: 'afni',
      confidence: 'certain',
    })
    expect(afniBricks('')).toEqual([])
    expect(afniBricks('<AFNI_atr atr_name="BRICK_LABS"')).toEqual([])
  })

  test('a bucket keeps its volumes in the fifth dimension', () => {
    const bytes = smallRun()
    const view = new DataView(bytes.buffer)
    const volumes = view.getInt16(48, true)
    view.setInt16(40, 5, true)
    view.setInt16(48, 1, true)
    view.setInt16(50, volumes, true)
    const header = readNiftiHeader(bytes, 'stats.nii')
    expect(header).toMatchObject({ volumesAre: 'values' })
    expect(header.dims[3]).toBe(volumes)
    expect(recognise('stats.nii', bytes)).toBe('map')
  })

  test('extensions of a header', () => {
    const text = new TextEncoder().encode(extension)
    const size = Math.ceil((text.length + 8) / 16) * 16
    const bytes = new Uint8Array(352 + size + 10)
    bytes.set(smallRun().subarray(0, 348))
    const view = new DataView(bytes.buffer)
    bytes[348] = 1
    view.setInt32(352, size, true)
    view.setInt32(356, 4, true)
    bytes.set(text, 360)
    expect(niftiExtensions(bytes)).toEqual([{ code: 4, text: extension }])
    expect(niftiExtensions(bytes.subarray(0, 380))).toEqual([])
    view.setInt32(352, -16, true)
    expect(niftiExtensions(bytes)).toEqual([])
    expect(niftiExtensions(smallRun())).toEqual([])
  })
})

describe('values', () => {
  test('NaN and 0 are both outside, infinities are said', () => {
    const voxels = mapVoxels([NaN, 0, 2.5, -3, Infinity], 'a.nii')
    expect(voxels).toMatchObject({ insideCount: 2, nanCount: 1, zeroCount: 1, minimum: -3, maximum: 2.5 })
    expect([...voxels.inside]).toEqual([0, 0, 1, 1, 0])
    expect(voxels.findings.map(({ code }) => code)).toEqual(['map-infinite'])
  })

  test.each([
    [[0, 0, 0], 'map-all-zero', 'is 0.'],
    [[NaN, 0], 'map-all-zero', 'is 0 or NaN.'],
    [[NaN, NaN], 'map-all-nan', 'is NaN.'],
  ])('%j is refused', (values, code, ending) => {
    const finding = refusalOf(() => mapVoxels(values, 'a.nii'))
    expect(finding.code).toBe(code)
    expect(finding.message.endsWith(ending)).toBe(true)
  })

  test('regions by number look like labels, statistics and masks do not', () => {
    const labelled = (values: number[]): boolean => mapVoxels(values, 'a.nii').looksLikeLabels
    expect(labelled([0, 0, 1, 2, 17])).toBe(true)
    expect(labelled([0, 1, 1])).toBe(false)
    expect(labelled([0, 1.5, 2])).toBe(false)
    expect(labelled([0, -1, 2])).toBe(false)
    expect(labelled(Array.from({ length: 5000 }, (_, i) => i))).toBe(false)
  })
})
