import { writeFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { gzipMember, joined } from '../support/gzipFiles.ts'
import { niftiFile } from '../support/niftiFiles.ts'
import { addFiles, expect, openApp, openSample, test, tinyRun, waitForPhase } from './support/page.ts'

async function togglesQuickly(page: Page): Promise<void> {
  await page.locator('body').click({ position: { x: 5, y: 5 } })
  for (let i = 0; i < 7; i++) await page.keyboard.press('m')
  await waitForPhase(page, 'ready')
  const checked = page.getByRole('radiogroup', { name: /^Design/ }).getByRole('radio', { checked: true })
  await expect(checked.first()).toHaveValue('overparameterized')
  await expect(page.locator('.view[data-stale="true"]')).toHaveCount(0)
}

test('work can be cancelled: what was there stays, the page says so, and it can go on', async ({ page }) => {
  // Three fits of the sample, two of them on a machine that draws in software.
  test.setTimeout(120_000)
  await test.step('the first load', async () => {
    await openApp(page)
    await page.getByRole('button', { name: 'Open the sample' }).click()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await waitForPhase(page, 'empty')
    await expect(page.getByRole('status')).toContainText(/cancelled/i)
  })

  await openSample(page)
  await test.step('toggling quickly ends with the map of the last setting', () => togglesQuickly(page))
  await page.getByRole('button', { name: /settings equal/ }).click()
  await page.locator('[data-setting="smoothing"]').click()
  const field = page.getByLabel('Smoothing FWHM A')
  await field.fill('9')
  await field.press('Enter')
  await waitForPhase(page, 'fitting')
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await waitForPhase(page, 'ready')
  await expect(page.getByRole('status')).toContainText(/cancelled/i)
  await expect(page.locator('.view-a')).toHaveAttribute('data-stale', 'true')
  await expect(page.locator('.view-a')).toContainText('The earlier fit is shown')
  await expect(page.locator('.view-b')).toHaveAttribute('data-stale', 'false')

  await page.locator('.view-a').getByRole('button', { name: 'Continue' }).click()
  await expect(page.locator('.view-a')).toHaveAttribute('data-stale', 'false', { timeout: 45_000 })
  await waitForPhase(page, 'ready')
})

test('reading a run can be cancelled: the one before stays, and the next is read', async ({ page }, info) => {
  const [part, parts] = [64_000_000, 16]
  const head = niftiFile({ dim: [4, 128, 128, 64, 480], values: [], pixdim: [1, 2, 2, 2, 2] })
  const zeros = gzipMember(new Uint8Array(part))
  const slow = info.outputPath('long_bold.nii.gz')
  writeFileSync(slow, joined([gzipMember(head), ...Array.from({ length: parts }, () => zeros)]))
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  await addFiles(page, slow)
  await waitForPhase(page, 'loading')
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await waitForPhase(page, 'ready')
  await expect(page.getByRole('status').first()).toHaveText('Loading cancelled; what was open stays')
  await expect(page.locator('main h1')).toContainText('slow_bold')
  await expect(page.locator('.view[data-stale="true"]')).toHaveCount(0)
  await addFiles(
    page,
    ['bold.nii.gz', 'events.tsv'].map((end) => `tests/fixtures/runs/sub-er_task-tap_${end}`),
  )
  await expect(page.locator('main h1')).toContainText('sub-er_task-tap_bold')
  await waitForPhase(page, 'ready')
})
