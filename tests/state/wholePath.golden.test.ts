import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MapKind } from '../../src/core/contrast/mapKind.ts'
import type { ContrastSpec } from '../../src/core/contrast/contrastSpec.ts'
import { mapOf } from '../../src/state/resultMaps.ts'
import type { Pane } from '../../src/state/appState.ts'
import type { FittedResult } from '../../src/state/paneResult.ts'
import { inProcessApp, openFiles, shownIn, until, type InProcessApp } from '../support/inProcessApp.ts'
import {
  filesOf,
  fixtures,
  nilearnAnalyses,
  referenceImage,
  spmAnalyses,
  type ReferenceAnalysis,
} from '../support/referenceAnalyses.ts'
import { phase } from '../../src/state/phase.ts'

/**
 * From dropped files to maps by way of the store; nothing that another program computed is fed in. Effects and variances
 * within 1e-5 of the largest (float32 files and float32 slabs); statistics within 1e-4 where nilearn itself computes in
 * float32, 1e-5 where both work in double; beyond 30 relative to that. p moves by at most 0.4 times what t moves.
 */
const ofLargest = 1e-5
const pPerStatistic = 0.4

/** Runs that nilearn models in float32: float files and integers without a slope. */
const float32Runs = ['runs/sub-er', 'slow_bold']

function toleranceOf(kind: MapKind, largest: number, statistic: number): number {
  if (kind === 't' || kind === 'F' || kind === 'z') return statistic * Math.max(1, largest / 30)
  return kind === 'p' ? pPerStatistic * statistic : ofLargest * largest
}

async function show(
  app: InProcessApp,
  pane: Pane,
  { spec }: ReferenceAnalysis,
  contrast: ContrastSpec,
): Promise<FittedResult> {
  app.actions.setPipeline(pane, spec)
  app.actions.setContrast(pane, contrast)
  await until(app, (state) => phase(state) === 'ready')
  return shownIn(app, pane)
}

function expectMask(analysis: ReferenceAnalysis, { voxels, constantCount }: FittedResult): void {
  const mask = referenceImage(analysis, 'mask')
  const expected = [...mask.keys()].filter((voxel) => mask[voxel] === 1)
  const fitted = new Set(voxels)
  // Constant voxels are in the other program's mask and by rule never fitted.
  expect(expected.filter((voxel) => !fitted.has(voxel))).toHaveLength(constantCount)
  expect(expected.length - constantCount).toBe(voxels.length)
}

function expectMap(
  analysis: ReferenceAnalysis,
  result: FittedResult,
  [kind, image]: readonly [MapKind, string],
  statistic: number,
): void {
  const values = referenceImage(analysis, image)
  const map = mapOf(result, kind)
  let worst = 0
  let largest = 0
  result.voxels.forEach((voxel, v) => {
    const expected = values[voxel] ?? NaN
    largest = Math.max(largest, Math.abs(expected))
    const difference = Math.abs((map?.[v] ?? NaN) - expected)
    worst = difference <= worst ? worst : difference
  })
  expect(largest).toBeGreaterThan(0)
  expect(worst, `${kind} against ${image}`).toBeLessThanOrEqual(toleranceOf(kind, largest, statistic))
}

const members = [
  ...nilearnAnalyses().map((analysis) => ({ analysis, pane: 'a' as const })),
  ...spmAnalyses().map((analysis) => ({ analysis, pane: 'b' as const })),
]

function namesOf(analysis: ReferenceAnalysis): string {
  return filesOf(analysis)
    .map((file) => file.name)
    .join(' + ')
}

const groups = [...new Set(members.map(({ analysis }) => namesOf(analysis)))].map(
  (names) => [names, members.filter(({ analysis }) => namesOf(analysis) === names)] as const,
)

describe.each(groups)('files %s', (_, members) => {
  const app = inProcessApp(2)
  beforeAll(() => openFiles(app, members[0] ? filesOf(members[0].analysis) : []))
  afterAll(() => {
    app.stop()
  })

  it.each(members)('give the maps of $analysis.folder', async ({ analysis, pane }) => {
    const isFloat32 = float32Runs.some((run) => analysis.data.startsWith(run))
    const isCast = analysis.spec.smoothing.castToFileType === true
    const statistic = pane === 'a' && isFloat32 && !isCast ? 1e-4 : 1e-5
    for (const { contrast, maps } of analysis.contrasts) {
      const result = await show(app, pane, analysis, contrast)
      expectMask(analysis, result)
      for (const [kind, image] of Object.entries(maps)) {
        expectMap(analysis, result, [kind as MapKind, image], statistic)
      }
      if (existsSync(`${fixtures}${analysis.folder}/rho.nii.gz`)) {
        // Labels are hundredths; the files hold them in float32.
        const rho = referenceImage(analysis, 'rho')
        const own = result.maps.get('noise-rho')
        const flipped = result.voxels.filter(
          (voxel, v) => !(Math.abs((rho[voxel] ?? NaN) - (own?.[v] ?? NaN)) < 1e-6),
        )
        expect(flipped).toHaveLength(0)
      }
    }
    expect(analysis.contrasts.length).toBeGreaterThan(0)
    expect(app.store.getState().panes[pane].refusal).toBeNull()
  })
})
