import type { Page } from '@playwright/test'
import { expect, openSample, test, waitForPhase } from './support/page.ts'

/** Drags along corners given as parts of a plot's width and height. */
async function draw(
  page: Page,
  plot: RegExp,
  corners: readonly (readonly [number, number])[],
): Promise<void> {
  const box = await page.getByRole('img', { name: plot }).boundingBox()
  if (box === null) throw new Error('the plot is not on screen')
  const [first, ...rest] = corners.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const)
  if (first === undefined) return
  await page.mouse.move(...first)
  await page.mouse.down()
  for (const corner of rest) await page.mouse.move(...corner, { steps: 5 })
  await page.mouse.up()
}

const choose = (page: Page, group: string, option: string): Promise<void> =>
  page.getByRole('radiogroup', { name: group }).getByText(option, { exact: true }).click()

test('voxels are marked in plots and on slices, and significance is a map with its key', async ({ page }) => {
  test.slow()
  await openSample(page)
  await page.getByRole('tab', { name: /Compare/ }).click()
  await test.step('what is drawn in a plot marks voxels, which Escape clears', () => drawsInAPlot(page))
  await test.step('what is drawn on a slice marks voxels in the plots, by mouse and by keyboard', () =>
    drawsOnASlice(page))
  await test.step('significance in A, B and both is a map with its key', () => showsSignificance(page))
})

async function drawsInAPlot(page: Page): Promise<void> {
  const marked = page.getByRole('status', { name: 'Marked voxels' })
  await choose(page, 'Brush', 'lasso')
  await expect(page.locator('.plot-container .dragcover, .plot-container .drag').first()).toBeAttached()
  await draw(page, /^B against A/, [
    [0.45, 0.2],
    [0.9, 0.2],
    [0.9, 0.6],
    [0.45, 0.6],
    [0.45, 0.2],
  ])
  await expect(marked).toContainText(/[1-9][\d\u2009]* marked/)
  await expect(marked).toContainText(/mean A .* B /)
  await page.keyboard.press('Escape')
  await expect(marked).toHaveCount(0)
  await choose(page, 'Brush', 'sphere')
  await expect(marked).toContainText(/33 marked/)
  await page.getByLabel('Radius of the sphere').fill('4')
  await page.keyboard.press('Enter')
  await expect(marked).toContainText(/7 marked/)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(marked).toHaveCount(0)
}

async function drawsOnASlice(page: Page): Promise<void> {
  const marked = page.getByRole('status', { name: 'Marked voxels' })
  await choose(page, 'Brush', 'box')
  const slice = page.locator('[data-drawing="box"][data-plane="axial"]').first()
  const box = await slice.boundingBox()
  if (box === null) throw new Error('the slice is not on screen')
  const drag = async (from: number, to: number): Promise<void> => {
    await page.mouse.move(box.x + from * box.width, box.y + 0.4 * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + to * box.width, box.y + 0.6 * box.height, { steps: 6 })
    await page.mouse.up()
  }
  await drag(0.4, 0.6)
  await expect(marked).toContainText(/[1-9]\d* marked/)
  const first = Number.parseInt((await marked.textContent()) ?? '', 10)
  await page.keyboard.down('Shift')
  await drag(0.65, 0.8)
  await page.keyboard.up('Shift')
  await expect
    .poll(async () => Number.parseInt((await marked.textContent()) ?? '', 10))
    .toBeGreaterThan(first)
  await page.keyboard.press('Escape')
  await expect(marked).toHaveCount(0)
  await page.getByRole('application', { name: /^A, slices at/ }).focus()
  await page.keyboard.press('Space')
  await expect(marked).toContainText(/^1 marked/)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  await expect(marked).toContainText(/^2 marked/)
  await page.keyboard.press('Space')
  await expect(marked).toContainText(/^1 marked/)
}

test('settings are copied, brought near and made identical', async ({ page }) => {
  test.setTimeout(150_000)
  await openSample(page)
  await page.getByLabel('Preset B').selectOption('spm12')
  await waitForPhase(page, 'ready')
  await page.getByRole('tab', { name: /Compare/ }).click()
  await page.getByRole('button', { name: 'Settings side by side' }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings side by side' })
  const standing = dialog.getByRole('status', { name: 'Agreement of A and B' })
  const differing = dialog.getByRole('row', { name: /differs/ })
  await expect(differing).not.toHaveCount(0)
  const before = await differing.count()
  await dialog.getByRole('button', { name: /^copy to B\s?: Conditions of A$/ }).click()
  // The button goes with the difference, and the focus with it: Escape closes the dialog and leaves the fit alone.
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await waitForPhase(page, 'ready')
  await expect(page.locator('.view-b')).toHaveAttribute('data-stale', 'false')
  await expect(page.getByRole('status').first()).toContainText('both fitted')
  await page.getByRole('button', { name: 'Settings side by side' }).click()
  await expect(differing).toHaveCount(before - 1)
  await dialog.getByRole('button', { name: /^Bring A near B/ }).click()
  await expect(standing).toContainText('What remains apart')
  await waitForPhase(page, 'ready')
  await expect(standing).toContainText(/Now: effect in % of voxel mean r 0\.99\d/)
  await dialog.getByRole('button', { name: 'Copy all of B to A' }).click()
  await expect(standing).toContainText('A and B have the same settings.')
  await waitForPhase(page, 'ready')
  await expect(standing).toContainText(/Now: .*r 1\.000, slope 1\.000; t maps r 1\.000/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Agreement' })).toContainText('RMS difference0')
})

async function showsSignificance(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show as a map' }).click()
  await expect(page.getByText('|t| > 3.1 in A, B, both')).toBeVisible()
  await page.getByRole('button', { name: 'Show A − B again' }).click()
  await expect(page.getByText('|t| > 3.1 in A, B, both')).toHaveCount(0)
}
