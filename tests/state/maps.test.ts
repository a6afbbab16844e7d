import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { agreementSummary } from '../../src/state/comparison.ts'
import { comparisonProblem } from '../../src/state/comparisonProblem.ts'
import { sharedSignificance } from '../../src/state/comparisonThreshold.ts'
import { displayMap } from '../../src/state/displayMaps.ts'
import { explainBlocked } from '../../src/state/explainView.ts'
import { mapSets } from '../../src/state/mapSets.ts'
import type { ImportedResult } from '../../src/state/paneResult.ts'
import { phase, statusLine } from '../../src/state/phase.ts'
import { voxelSide } from '../../src/state/voxelView.ts'
import { imageFile, tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import {
  fileFrom,
  openFiles,
  shownIn,
  until,
  untilPhase,
  type InProcessApp,
} from '../support/inProcessApp.ts'
import { fixtures } from '../support/referenceAnalyses.ts'
import { spmOutputFile } from '../support/spmOutput.ts'

const nilearnMap = (kind: string): File =>
  fileFrom(
    `${fixtures}nilearn/block-over-spmhrf-ar1/movement_${kind}.nii.gz`,
    `sub-block_task-tap_contrast-movement_stat-${kind}_statmap.nii.gz`,
  )

function mapsIn(app: InProcessApp, pane: 'a' | 'b'): ImportedResult {
  const { shown } = app.store.getState().panes[pane]
  if (shown?.kind !== 'imported') throw new Error(`pane ${pane} shows no maps from files`)
  return shown
}

/** What was said, each message with its code. */
const said = (app: InProcessApp): readonly string[] =>
  app.store.getState().messages.map(({ code, message }) => `${code}: ${message}`)

interface Expected {
  readonly voxels: number
  readonly onlyA: number
  readonly onlyB: number
  readonly r: number
  readonly slope: number
  readonly intercept: number
  readonly rmse: number
  readonly concordance: number
  readonly meanDifference: number
  readonly passing: { readonly onlyA: number; readonly onlyB: number; readonly both: number }
}

const numpy = JSON.parse(readFileSync(`${fixtures}compare/maps.json`, 'utf8')) as {
  readonly threshold: number
  readonly t: Expected
  readonly effect: Expected
}

describe('the maps of two tools alone', () => {
  it.each(['t', 'effect'] as const)('agree in %s as numpy says', async (kind) => {
    const app = freshApp(1)
    app.actions.addFiles([
      ...['spmT_0001.nii', 'con_0001.nii'].map(spmOutputFile),
      ...['t', 'effect', 'z'].map(nilearnMap),
    ])
    await untilPhase(app, 'ready')
    app.actions.setView({ map: kind, thresholdOn: 'shown', thresholdAbs: numpy.threshold })
    const state = app.store.getState()
    const expected = numpy[kind]
    const { common, voxels, unit } = agreementSummary(state) ?? {}
    expect(voxels).toEqual({
      both: expected.voxels,
      onlyA: expected.onlyA,
      onlyB: expected.onlyB,
      notFinite: 0,
    })
    for (const name of ['r', 'slope', 'intercept', 'rmse', 'concordance', 'meanDifference'] as const)
      expect(common?.[name], name).toBeCloseTo(expected[name], 10)
    const { onlyA, onlyB, both, opposite } = sharedSignificance(state)?.counts ?? {}
    // numpy counts voxels that pass with opposite signs among those that pass in both.
    expect({ onlyA, onlyB, both: (both ?? NaN) + (opposite ?? NaN) }).toEqual(expected.passing)
    expect(unit).toBe(kind === 't' ? '' : 'units of the file')
    expect(comparisonProblem(state)).toBeNull()
  })

  it('know their contrast, their degrees of freedom and what follows from them', async () => {
    const app = freshApp(1)
    const names = ['spmT_0001.nii', 'con_0001.nii', 'ResMS.nii', 'spmT_0003.nii']
    app.actions.addFiles(names.map(spmOutputFile))
    const state = await untilPhase(app, 'ready')
    expect(mapSets(state.maps.files).map(({ title }) => title)).toEqual([
      'SPM12 · spmT_0001, con_0001, ResMS',
      'SPM12 · spmT_0003, ResMS',
    ])
    const { df, contrastText, origins, maps } = mapsIn(app, 'a')
    expect(df).toEqual([94])
    expect(contrastText).toBe('movement')
    expect(origins.get('standard-error')).toBe('effect ÷ t')
    expect(origins.get('residual-sd')).toBe('square root of ResMS.nii')
    const [effect, error, t] = [maps.get('effect'), maps.get('standard-error'), maps.get('t')]
    expect((effect?.[100] ?? NaN) / (error?.[100] ?? NaN)).toBeCloseTo(t?.[100] ?? NaN, 12)
    expect(mapsIn(app, 'b').contrastText).toBe('movement-rest')
  })

  it('say what a map cannot: no time course, no settings to change', async () => {
    const app = freshApp(1)
    app.actions.addFiles([spmOutputFile('spmT_0001.nii'), nilearnMap('t')])
    const state = await untilPhase(app, 'ready')
    const side = voxelSide(state, 'a')
    expect(side).toMatchObject({
      ok: false,
      why: expect.stringContaining('A’s map came from a file') as string,
    })
    expect(explainBlocked(state)).toContain('A’s map came from a file')
    expect(statusLine(state)).toBe('Ready · maps from files')
    app.actions.setView({ map: 'noise-rho' })
    expect(comparisonProblem(app.store.getState())?.text).toContain('none of them is this kind')
  })

  it('are taken in once, taken for something else and taken out', async () => {
    const app = freshApp(1)
    app.actions.addFiles([spmOutputFile('spmT_0001.nii'), nilearnMap('t')])
    await untilPhase(app, 'ready')
    app.actions.addFiles([spmOutputFile('spmT_0001.nii')])
    await until(app, ({ loading }) => loading.status === 'idle')
    const { files } = app.store.getState().maps
    expect(files).toHaveLength(2)
    app.actions.setMapKind(files[0]?.id ?? 0, 'z')
    expect([...mapsIn(app, 'a').maps.keys()]).toEqual(['z'])
    app.actions.removeMap(files[0]?.id ?? 0)
    expect(app.store.getState().panes.a.shown).toBeNull()
    app.actions.removeMap(files[1]?.id ?? 0)
    expect(phase(app.store.getState())).toBe('empty')
  })
})

const dims = [4, 5, 6] as const
const count = dims[0] * dims[1] * dims[2]
const rightHanded = [2, 0, 0, -3, 0, 2, 0, -4, 0, 0, 2, -5]
/** Different at every voxel, and 0 at none. */
const valueAt = (i: number, j: number, k: number): number => 0.5 + i + 7.25 * j - 11.5 * k

function values(of: (i: number, j: number, k: number) => number): number[] {
  const [nx, ny] = dims
  return Array.from({ length: count }, (_, v) =>
    of(v % nx, Math.floor(v / nx) % ny, Math.floor(v / (nx * ny))),
  )
}

const map = (name: string, sform = rightHanded, of = valueAt): File =>
  imageFile(name, { dim: [3, ...dims], datatype: 'float64', values: values(of), sformCode: 1, sform })

describe('grids', () => {
  it('of the same voxels, left- or right-handed, give identical maps', async () => {
    const app = freshApp(1)
    const leftHanded = [-2, 0, 0, 3, 0, 2, 0, -4, 0, 0, 2, -5]
    const mirrored = (i: number, j: number, k: number): number => valueAt(dims[0] - 1 - i, j, k)
    app.actions.addFiles([map('right_zmap.nii'), map('left_zmap.nii', leftHanded, mirrored)])
    await untilPhase(app, 'ready')
    const [a, b] = [mapsIn(app, 'a'), mapsIn(app, 'b')]
    expect(b.placement).toEqual({ kind: 'own-grid' })
    expect(b.voxels).toEqual(a.voxels)
    expect(b.maps.get('z')).toEqual(a.maps.get('z'))
  })

  it('less than 0.01 mm apart are the same', async () => {
    const app = freshApp(1)
    const moved = rightHanded.map((value, i) => (i === 3 ? value + 0.009 : value))
    app.actions.addFiles([map('here_zmap.nii'), map('near_zmap.nii', moved)])
    await untilPhase(app, 'ready')
    expect(mapsIn(app, 'b').placement).toEqual({ kind: 'own-grid' })
  })

  it('elsewhere are resampled with a word about it, or refused where that is chosen', async () => {
    const app = freshApp(1)
    const shifted = rightHanded.map((value, i) => (i === 3 ? value + 1 : value))
    app.actions.addFiles([map('here_zmap.nii'), map('shifted_zmap.nii', shifted)])
    await untilPhase(app, 'ready')
    const [a, b] = [mapsIn(app, 'a'), mapsIn(app, 'b')]
    expect(b.placement).toMatchObject({ kind: 'resampled', dims: [4, 5, 6] })
    // Half a voxel to the left of its own grid's, a plane of voxels is lost.
    expect(b.voxels).toHaveLength(count - dims[1] * dims[2])
    expect(b.maps.get('z')?.[0]).toBeCloseTo((a.maps.get('z')?.[1] ?? NaN) - 0.5, 12)
    expect(said(app)).toContainEqual(expect.stringMatching(/^map-resampled: .* resampled linearly/))
    app.actions.setOtherGrids('refuse')
    const { panes } = app.store.getState()
    expect(panes.b.refusal?.code).toBe('map-other-grid')
    expect(panes.a.shown).toBe(a)
    app.actions.setOtherGrids('resample')
    expect(mapsIn(app, 'b').maps.get('z')).toEqual(b.maps.get('z'))
  })

  it('that do not meet are refused, and the other pane stays', async () => {
    const app = freshApp(1)
    const far = rightHanded.map((value, i) => (i === 3 ? value + 500 : value))
    app.actions.addFiles([map('here_zmap.nii'), map('far_zmap.nii', far)])
    const state = await untilPhase(app, 'ready')
    expect(state.panes.b.refusal?.code).toBe('map-elsewhere')
    expect(mapsIn(app, 'a').voxels).toHaveLength(count)
  })
})

describe('beside a run', () => {
  it('maps are offered, shown in place of a fit on the run’s grid, and the fit comes back', async () => {
    const app = freshApp(1)
    await openFiles(app, tinyRun())
    const { run } = app.store.getState()
    const grid = run?.summary.grid
    const fit = shownIn(app, 'b')
    const { mmFromVoxel } = grid ?? { mmFromVoxel: new Float64Array(16) }
    const [nx, ny, nz] = grid?.dims ?? [1, 1, 1]
    const image = imageFile('other_zmap.nii', {
      dim: [3, nx, ny, nz],
      datatype: 'float64',
      values: Array.from({ length: nx * ny * nz }, (_, v) => 1 + Math.sin(v)),
      sformCode: 1,
      sform: [...mmFromVoxel.subarray(0, 12)],
    })
    app.actions.addFiles([image])
    const isOffer = ({ code }: { readonly code: string }): boolean => code === 'maps-listed'
    const { messages } = await until(app, (state) => state.messages.some(isOffer))
    const offer = messages.find(isOffer)
    expect(offer?.action).toMatchObject({ kind: 'show-map', pane: 'b' })
    if (offer?.action === undefined) return
    app.actions.perform(offer.action)
    expect(mapsIn(app, 'b').maps.get('z')?.[5]).toBe(1 + Math.sin(mapsIn(app, 'b').voxels[5] ?? NaN))
    app.actions.setView({ map: 'z' })
    const state = app.store.getState()
    expect((await untilPhase(app, 'ready')).view.map).toBe('z')
    expect(agreementSummary(state)?.voxels.both).toBe(shownIn(app, 'a').voxels.length)
    expect(displayMap(state, 'difference')).not.toBeNull()
    app.actions.showFit('b')
    expect(app.store.getState().panes.b.shown).toBe(fit)
  })
})

describe('files that are no map', () => {
  it.each([
    ['zeros', 'zero_zmap.nii', values(() => 0), 'map-all-zero'],
    ['regions by number', 'atlas_zmap.nii', values((i, j) => (i + j) % 4), 'map-labels'],
  ])('of %s give their reason', async (_, name, numbers, code) => {
    const app = freshApp(1)
    app.actions.addFiles([map('here_zmap.nii')])
    await untilPhase(app, 'ready')
    const before = mapsIn(app, 'a')
    app.actions.addFiles([imageFile(name, { dim: [3, ...dims], values: numbers })])
    const { messages } = await until(app, (state) => state.messages.some(({ file }) => file === name))
    expect(messages.map((message) => message.code)).toContain(code)
    expect(mapsIn(app, 'a')).toBe(before)
  })

  it('of several volumes offer one of them', async () => {
    const app = freshApp(1)
    const two = imageFile('zstat1.nii', {
      datatype: 'float32',
      sformCode: 1,
      sform: rightHanded,
      dim: [4, ...dims, 2],
      values: [...values(valueAt), ...values((i, j, k) => -valueAt(i, j, k))],
    })
    app.actions.addFiles([map('here_zmap.nii'), two])
    const { messages } = await until(app, (state) => state.messages.some(({ code }) => code === 'map-4d'))
    const offer = messages.find(({ code }) => code === 'map-4d')?.action
    expect(offer).toMatchObject({ kind: 'use-volume', count: 2 })
    if (offer?.kind !== 'use-volume') return
    app.actions.perform({ ...offer, volume: 1 })
    await until(app, ({ maps }) => maps.files.length === 2)
    expect(mapsIn(app, 'b').maps.get('z')?.[7]).toBeCloseTo(-(mapsIn(app, 'a').maps.get('z')?.[7] ?? NaN), 5)
  })
})
