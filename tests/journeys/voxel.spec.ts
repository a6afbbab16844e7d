import type { Page } from '@playwright/test'
import { expect, openSample, test } from './support/page.ts'

/** What the crosshair field shows. */
async function goTo(page: Page, mm: string): Promise<void> {
  const field = page.getByLabel('Crosshair in mm')
  await field.fill(mm)
  await field.press('Enter')
}

async function followsTheCrosshair(page: Page): Promise<void> {
  const row = page
    .getByRole('table', { name: 'At this voxel' })
    .getByRole('row', { name: /effect, % of voxel/ })
  const before = await row.innerText()
  const numbers = before.match(/−?\d+\.\d+/g)?.map((text) => Number(text.replace('−', '-'))) ?? []
  expect(numbers).toHaveLength(2)
  for (const [i, value] of numbers.entries()) {
    const readout = async (): Promise<number> =>
      parseFloat((await page.locator('.view-right').nth(i).innerText()).replace('−', '-'))
    // The heads of the maps say the same to three significant digits.
    await expect.poll(async () => Math.abs((await readout()) - value)).toBeLessThan(0.006)
  }
  await goTo(page, '-20 -20 40')
  await expect(row).not.toHaveText(before)
  await expect(page.getByRole('img', { name: /Time course at −\d/ })).toBeVisible()
}

async function saysWhereNothingIs(page: Page): Promise<void> {
  await goTo(page, '80 80 60')
  await expect(page.getByText(/outside A's mask/)).toBeVisible()
  await expect(page.getByText(/outside B's mask/)).toBeVisible()
  await goTo(page, '900 0 0')
  await expect(page.getByText('The crosshair is outside the images.').first()).toBeVisible()
}

async function keepsVoxels(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pin voxel' }).click()
  const pinned = page.getByRole('table', { name: 'Pinned voxels' })
  await expect(pinned.getByRole('row')).toHaveCount(2)
  await page.getByText('sphere', { exact: true }).click()
  await expect(page.getByText(/Mean over \d+ voxels in A, \d+ voxels in B/)).toBeVisible()
  const over = page.getByRole('table', { name: 'Over this sphere' })
  for (const name of [/degrees of freedom/, /effect, % of mean signal/, /t or F/, /p, one-sided/]) {
    await expect(over.getByRole('row', { name })).toContainText(/\d/)
    await expect(over.getByRole('row', { name })).not.toContainText('–')
  }
  await pinned.getByRole('button', { name: /Remove/ }).click()
  await expect(pinned).toHaveCount(0)
}

test('a voxel is looked at, kept, and averaged with its neighbours', async ({ page }) => {
  await openSample(page)
  await page.getByRole('tab', { name: /^Voxel/ }).click()
  await expect(page.getByRole('table', { name: 'Betas' })).toBeVisible()
  await test.step('the plot and the table follow the crosshair and agree with the maps', () =>
    followsTheCrosshair(page))
  await test.step('voxels are pinned, gone back to and let go; spheres are averaged', () => keepsVoxels(page))
  await page.getByText('voxel', { exact: true }).click()
  await test.step('outside the brain it says so in words', () => saysWhereNothingIs(page))
})
