import type { Page } from '@playwright/test'

import { addFiles, expect, openApp, openSample, test, waitForPhase } from './support/page.ts'

const runs = 'tests/fixtures/runs'

/** A row's share in percent, as the table states it. */
async function share(page: Page, row: string): Promise<number> {
  const cells = page
    .getByRole('table', { name: 'Shares' })
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
  return Number(((await cells.nth(2).textContent()) ?? '').replace('−', '-').replace(/[^\d.-]/g, ''))
}

test('the simulated block run: the HRF makes the difference of the effects, and the shares add up', async ({
  page,
}) => {
  await openApp(page)
  await addFiles(page, [
    `${runs}/sub-block_task-tap_bold.nii.gz`,
    `${runs}/sub-block_task-tap_bold.json`,
    `${runs}/sub-block_task-tap_events.tsv`,
  ])
  await waitForPhase(page, 'ready')
  await page.getByRole('tab', { name: /Explain/ }).click()
  await page.getByRole('button', { name: 'Explain difference' }).click()
  await expect(page.getByText(/mixtures from \d+ refits in .* exact/)).toBeVisible({ timeout: 60_000 })

  // An independent program found 104 % for the event model and -5 % for the sampling instant on this run; the table rounds to
  // tenths and that program's shares are quoted to whole points.
  expect(Math.abs((await share(page, 'HRF')) - 104)).toBeLessThan(1)
  expect(Math.abs((await share(page, 'Sampling')) + 5)).toBeLessThan(1)
  expect(await share(page, 'Intensity')).toBe(0)
  expect(await share(page, 'Total')).toBe(100)

  // Another setting makes the explanation old, and it says so.
  await page.getByLabel('Contrast', { exact: true }).fill('movement_')
  await page.getByLabel('Contrast', { exact: true }).fill('movement*2')
  await page.keyboard.press('Enter')
  await waitForPhase(page, 'ready')
  await expect(page.getByText('Explained for earlier settings.')).toBeVisible()
})

test('an explanation of the sample is cancelled half-way, keeps what it has, and can be started again', async ({
  page,
}) => {
  await openSample(page)
  await page.getByLabel('Preset B').selectOption({ label: 'SPM12' })
  await waitForPhase(page, 'ready')
  await page.getByRole('tab', { name: /Explain/ }).click()
  await page.getByRole('button', { name: 'Explain difference' }).click()
  await expect(page.getByText(/^[2-9]\d* of \d+ refits/)).toBeVisible({ timeout: 60_000 })
  await page.locator('.explain-controls').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/Cancelled after \d+ of \d+ refits/)).toBeVisible()
  await waitForPhase(page, 'ready')
  await page.getByRole('button', { name: 'Explain difference' }).click()
  await expect(page.getByText(/^\d+ of \d+ refits/)).toBeVisible({ timeout: 60_000 })
})
