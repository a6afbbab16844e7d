import { afterEach, describe, expect, it } from 'vitest'
import { mmOfIndex } from '../../src/core/volume/position.ts'
import { spm12Preset } from '../../src/core/pipeline/presets.ts'
import { mapValueAt } from '../../src/state/resultMaps.ts'
import { voxelSide } from '../../src/state/voxelView.ts'
import { shownIn, until, untilPhase } from '../support/inProcessApp.ts'
import { closeVoxelApps, commonVoxels, goTo, openVoxelApp, viewIn } from '../support/voxelApp.ts'

afterEach(closeVoxelApps)

// The maps and the voxel's numbers come from the same estimates; only the order of a few sums differs.
const rounding = 1e-10

describe('the numbers at a voxel', () => {
  it.each(['a', 'b'] as const)('are those of the maps in pane %s', async (pane) => {
    const app = await openVoxelApp('er')
    for (const voxel of commonVoxels(app)) {
      await goTo(app, voxel)
      const result = shownIn(app, pane)
      const position = result.voxels.indexOf(voxel)
      const { contrast, fit } = viewIn(app, pane)
      const same = (
        found: number | null,
        kind: 'effect' | 'standard-error' | 't' | 'p' | 'r-squared',
      ): void => {
        const expected = mapValueAt(result, kind, position) ?? NaN
        expect(Math.abs((found ?? NaN) - expected), `${kind} at ${voxel}`).toBeLessThanOrEqual(
          rounding * Math.abs(expected),
        )
      }
      same(contrast.effect, 'effect')
      same(contrast.standardError, 'standard-error')
      same(contrast.value, 't')
      same(contrast.p, 'p')
      same(fit.rSquared, 'r-squared')
    }
  })

  it('leave what was minimised: the dispersion is the whitened residuals’ over its divisor', async () => {
    const app = await openVoxelApp('er')
    const [voxel = -1] = commonVoxels(app)
    await goTo(app, voxel)
    for (const pane of ['a', 'b'] as const) {
      const { fit } = viewIn(app, pane)
      const squares = fit.whitenedResiduals.reduce((sum, value) => sum + value * value, 0)
      // nilearn's divisor is n - p; SPM12's trRV lies near its degrees of freedom. Slabs are float32.
      expect(squares / fit.dispersion / fit.residualDf).toBeGreaterThan(0.9)
      expect(squares / fit.dispersion / fit.residualDf).toBeLessThan(1.1)
    }
    const { fit } = viewIn(app, 'a')
    const squares = fit.whitenedResiduals.reduce((sum, value) => sum + value * value, 0)
    expect(squares / fit.dispersion / fit.residualDf).toBeCloseTo(1, 5)
  })
})

describe('where there is nothing to plot', () => {
  it('a voxel outside the mask says so', async () => {
    const app = await openVoxelApp('er')
    const inside = new Set(shownIn(app, 'a').voxels)
    const outside = [...Array(2000).keys()].find((voxel) => !inside.has(voxel)) ?? -1
    await goTo(app, outside)
    const side = voxelSide(app.store.getState(), 'a')
    expect(side.ok).toBe(false)
    if (!side.ok) expect(side.why).toMatch(/outside A's mask/)
  })
})

describe('a sphere', () => {
  it('of one voxel gives that voxel’s fit', async () => {
    const app = await openVoxelApp('er')
    const [voxel = -1] = commonVoxels(app)
    await goTo(app, voxel)
    const alone = viewIn(app, 'b')
    app.actions.setView({ voxelRadiusMm: 0.5 })
    await until(app, ({ voxel: plot }) => plot?.place.radiusMm === 0.5)
    const sphere = viewIn(app, 'b')
    expect(sphere.voxelCount).toBe(1)
    // The series passes through float32 once more.
    alone.fit.beta.forEach((beta, j) => {
      expect(Math.abs((sphere.fit.beta[j] ?? NaN) - beta)).toBeLessThan(1e-5 * Math.max(1, Math.abs(beta)))
    })
  })

  it('averages the voxels of each pane’s mask', async () => {
    const app = await openVoxelApp('er')
    const [voxel = -1] = commonVoxels(app)
    app.actions.goToVoxel(voxel)
    app.actions.setView({ voxelRadiusMm: 8 })
    await until(app, ({ voxel: plot }) => plot?.place.radiusMm === 8)
    expect(viewIn(app, 'a').voxelCount).toBeGreaterThan(3)
  })
})

it('follows the crosshair: the newest place wins', async () => {
  const app = await openVoxelApp('er')
  const voxels = commonVoxels(app)
  for (const voxel of voxels) app.actions.goToVoxel(voxel)
  const last = voxels.at(-1) ?? -1
  await until(app, ({ voxel: plot }) => plot?.place.voxel === last)
  expect(app.store.getState().voxel?.place.voxel).toBe(last)
})

it('an SPM12 fit lies on the data: its filter’s part is added', async () => {
  const app = await openVoxelApp('er')
  const { settings } = app.store.getState()
  if (settings === null) throw new Error('no settings')
  app.actions.setPipeline('b', spm12Preset(settings.pipelines.b.conditions))
  await untilPhase(app, 'ready')
  const [voxel = -1] = commonVoxels(app)
  await goTo(app, voxel)
  const { explained, fit } = viewIn(app, 'b')
  expect(explained).toBeGreaterThan(0)
  expect(
    fit.fitted.every(
      (value, i) => Math.abs(value + (fit.residuals[i] ?? NaN) - (fit.series[i] ?? NaN)) < 1e-9,
    ),
  ).toBe(true)
})

it('pins are shown with the effects of both panes', async () => {
  const app = await openVoxelApp('er')
  const [voxel = -1] = commonVoxels(app)
  const { run } = app.store.getState()
  if (run === null) throw new Error('no run')
  app.actions.setView({ pinnedMm: [mmOfIndex(run.summary.grid, voxel), [9999, 0, 0]] })
  const { pinnedVoxels } = await import('../../src/state/pinnedVoxels.ts')
  const pinned = pinnedVoxels(app.store.getState())
  expect(pinned).toHaveLength(1)
  expect(pinned[0]?.effects.a).not.toBeNull()
})
