import { type Page } from '@playwright/test'

import { colourOfValue } from '../../src/viewer/colourMaps.ts'
import {
  coloursAt,
  correlation,
  crosshairMm,
  readoutValue,
  saveMap,
  showMap,
  voxelAt,
} from './support/maps.ts'
import { expect, openSample, test, waitForPhase } from './support/page.ts'

const views = ['view-a', 'view-b', 'view-difference'] as const

function slice(page: Page, view: (typeof views)[number], plane: string) {
  return page.locator(`.${view} rect[data-plane="${plane}"]`)
}

/** Half-width of the colour scale that A and B share: the 98th percentile of |value| over both masks. */
function sharedRange(maps: readonly Float64Array[]): number {
  const sizes = maps.flatMap((map) => [...map].filter((value) => value !== 0)).map(Math.abs)
  const sorted = Float64Array.from(sizes).sort()
  return sorted[Math.floor(0.98 * sorted.length)] ?? NaN
}

test('the sample is drawn as it is saved, shows its phenomenon, and has one crosshair for three viewers', async ({
  page,
}) => {
  await openSample(page)
  await test.step('the colours are those of the values that are saved', () => coloursAreValues(page))
  await test.step('movement alone is noisier beside rest', () => showsItsPhenomenon(page))
})

async function coloursAreValues(page: Page): Promise<void> {
  await expect(page.locator('[role="application"][data-phase="running"]')).toHaveCount(3)
  const [effectA, effectB] = [await saveMap(page, 'Save map A'), await saveMap(page, 'Save map B')]
  await showMap(page, 't')
  const tA = await saveMap(page, 'Save map A')
  await showMap(page, 'Effect')
  expect(effectA.fileName).toBe(
    'sub-sample_task-tapping_bold_desc-A_contrast-movement_stat-effect_statmap.nii.gz',
  )
  expect(tA.fileName).toBe('sub-sample_task-tapping_bold_desc-A_contrast-movement_stat-t_statmap.nii.gz')

  // The crosshair starts at A's peak; look at the slice through it, a little off its lines.
  const box = await slice(page, 'view-a', 'axial').boundingBox()
  if (!box) throw new Error('no axial slice')
  const columns = effectA.dims[0]
  const step = box.width / columns
  const points = Array.from({ length: columns }, (_, i) =>
    Array.from(
      { length: effectA.dims[1] },
      (_, j) => [box.x + (i + 0.5) * step, box.y + (j + 0.5) * step] as const,
    ),
  ).flat()
  const inside = points.filter(([, y]) => y < box.y + box.height)
  await page.mouse.move(2, 2)
  const seen = await coloursAt(page, inside)
  const start = await crosshairMm(page)
  const range = sharedRange([effectA.values, effectB.values])

  const [x = NaN, y = NaN, z = NaN] = start
  let checked = 0
  let wrong = 0
  inside.forEach(([px, py], k) => {
    const column = Math.floor((px - box.x) / step)
    const row = Math.floor((box.y + box.height - py) / step)
    // The display runs from left to right and from back to front in mm.
    const mm = [mmOf(effectA.sform, 0, column, effectA.dims), mmOf(effectA.sform, 1, row, effectA.dims), z]
    const voxel = voxelAt(effectA, mm)
    const isNearLines = Math.abs((mm[0] ?? NaN) - x) < 1 || Math.abs((mm[1] ?? NaN) - y) < 1
    // Voxels at the border of what is above the threshold lie under its outline.
    const around = [0, 1, -1, columns, -columns].map((step) => Math.abs(tA.values[voxel + step] ?? 0))
    if (isNearLines || Math.min(...around) < 3.1) return
    checked++
    const expected = colourOfValue('diverging', effectA.values[voxel] ?? NaN, range)
    const off = Math.max(...expected.map((value, c) => Math.abs(value - (seen[k]?.[c] ?? NaN))))
    if (!(off <= 3)) wrong++
  })
  expect(checked).toBeGreaterThan(6)
  expect(wrong).toBe(0)
}

/** Position of display column or row `i`: the display is in mm order whatever the file's. */
function mmOf(sform: readonly number[], axis: 0 | 1, i: number, dims: readonly number[]): number {
  const size = sform[5 * axis] ?? NaN
  const start = sform[4 * axis + 3] ?? NaN
  return size > 0 ? start + size * i : start + size * ((dims[axis] ?? NaN) - 1 - i)
}

async function showsItsPhenomenon(page: Page): Promise<void> {
  // Movement alone against movement - rest: noisier by far in the overparameterized design, and the same once rest is subtracted.
  await showMap(page, 'Effect')
  const [minimal, over] = [await saveMap(page, 'Save map A'), await saveMap(page, 'Save map B')]
  const spread = (values: Float64Array): number =>
    Math.sqrt(
      values.reduce((sum, value) => sum + value * value, 0) / values.filter((value) => value !== 0).length,
    )
  expect(spread(over.values)).toBeGreaterThan(2 * spread(minimal.values))
  await showMap(page, 't')
  const t = await saveMap(page, 'Save map A')
  const peak = t.values.indexOf(t.values.reduce((most, value) => Math.max(most, value), -Infinity))
  const mm = [0, 1, 2].map((axis) => {
    const at = [
      peak % t.dims[0],
      Math.floor(peak / t.dims[0]) % t.dims[1],
      Math.floor(peak / t.dims[0] / t.dims[1]),
    ]
    return (t.sform[5 * axis] ?? NaN) * (at[axis] ?? NaN) + (t.sform[4 * axis + 3] ?? NaN)
  })
  // Right motor cortex: right of the middle, high up.
  expect(mm[0]).toBeGreaterThan(15)
  expect(mm[2]).toBeGreaterThan(30)

  await page.getByRole('button', { name: /A and B together.*Contrast/ }).click()
  await page.getByLabel('Contrast B', { exact: true }).fill('movement - rest')
  await waitForPhase(page, 'ready')
  const difference = await saveMap(page, 'Save map B')
  expect(difference.fileName).toContain('desc-B_contrast-movement-rest_stat-t')
  expect(correlation(t.values, difference.values)).toBeGreaterThan(0.99)

  await test.step('a click in one viewer moves all three', async () => {
    const before = await crosshairMm(page)
    for (const view of views) {
      const box = await slice(page, view, 'axial').boundingBox()
      if (!box) throw new Error('no slice')
      const last = await crosshairMm(page)
      await page.mouse.click(box.x + box.width * (0.3 + 0.1 * views.indexOf(view)), box.y + box.height * 0.45)
      await expect.poll(() => crosshairMm(page)).not.toEqual(last)
      const now = await crosshairMm(page)
      const names = await page
        .locator('[role="application"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
      const positions = names.map((name) => /slices at (.*) mm/.exec(name ?? '')?.[1])
      expect(new Set(positions).size).toBe(1)
      expect(now).not.toEqual(before)
    }
  })

  await test.step('the readout is the saved value', async () => {
    const voxel = voxelAt(t, await crosshairMm(page))
    const saved = t.values[voxel] ?? NaN
    await expect
      .poll(async () => Math.abs((await readoutValue(page, 'a')) - saved))
      .toBeLessThan(0.02 * Math.max(1, Math.abs(saved)))
  })

  await test.step('keys step by a voxel and back', async () => {
    const before = await crosshairMm(page)
    await page.locator('.view-a [role="application"]').focus()
    for (const [key, back] of [
      ['ArrowRight', 'ArrowLeft'],
      ['ArrowUp', 'ArrowDown'],
      ['PageUp', 'PageDown'],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(() => crosshairMm(page)).not.toEqual(before)
      await page.keyboard.press(back)
      await expect.poll(() => crosshairMm(page)).toEqual(before)
    }
  })
}
