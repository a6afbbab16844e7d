import type { Page } from '@playwright/test'

import { barriersIn } from './support/barriers.ts'
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

/** The same pipelines, refitted with the explicit rest that is not in the design on screen. */
async function inOtherDesign(page: Page): Promise<void> {
  const either = page.getByRole('region', { name: 'In either design', exact: true })
  await either.getByRole('button', { name: 'Explain in the overparameterized design too' }).click()
  const table = either.getByRole('table', { name: 'Shares in either design' })
  await expect(table).toBeVisible({ timeout: 60_000 })
  // The independent program: high-pass 0 % without rest, 38 % with it.
  const cells = table.getByRole('row', { name: /^High-pass/ }).getByRole('cell')
  await expect(cells.nth(0)).toHaveText(/^[−-]?0\.\d/)
  await expect(cells.nth(1)).toHaveText(/^3[78]\.\d/)
}

test('the simulated block run: the HRF makes the difference of the effects, and the shares add up', async ({
  page,
}) => {
  test.setTimeout(150_000)
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

  // Each setting's share stands beside it in the rail, too.
  await expect(page.getByRole('columnheader', { name: 'share', exact: true })).toHaveCount(2)

  // Pairs that act on each other are listed, and each has a map.
  const map = page.getByRole('button', { name: /^Map of / }).first()
  await map.click()
  await expect(map).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('in A − B beyond what each alone adds', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Show the strongest settings' }).click()

  await inOtherDesign(page)
  expect(await barriersIn(page)).toEqual([])

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
