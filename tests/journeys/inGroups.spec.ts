import type { Page } from '@playwright/test'

import { addFiles, expect, openApp, test, waitForPhase } from './support/page.ts'

const files = ['bold.nii.gz', 'events.tsv', 'bold.json'].map(
  (ending) => `tests/fixtures/runs/sub-er_task-tap_${ending}`,
)

/** Has the run's worker believe that the computer has so little memory. */
async function withMemory(page: Page, gigabytes: number): Promise<void> {
  await page.route(/run\.worker/, async (route) => {
    const response = await route.fetch()
    const say = `Object.defineProperty(navigator, 'deviceMemory', { value: ${String(gigabytes)} });\n`
    await route.fulfill({ response, body: say + (await response.text()) })
  })
}

test('a run whose series do not fit is fitted in groups of voxels, as often as was said', async ({
  page,
}) => {
  await withMemory(page, 0.0013)
  await openApp(page)
  await addFiles(page, files)
  const dialog = page.getByRole('dialog', { name: 'This run needs much memory' })
  await expect(dialog).toContainText(/uses all scans and voxels and keeps no time series/)
  await expect(dialog).toContainText(/about 4 times, or 7 times with SPM12/)
  await dialog.getByRole('button', { name: 'Fit in groups of voxels' }).click()
  await waitForPhase(page, 'ready')
  await expect(page.getByRole('status').first()).toContainText('both fitted')

  await page.getByRole('button', { name: 'About this run' }).click()
  const card = page.getByRole('dialog', { name: 'About this run' })
  await expect(card).toContainText(/no time series, as you chose: every fit reads the file/)
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Voxel' }).click()
  await expect(page.getByText(/Time course at/)).toBeVisible()
  await page.getByRole('radiogroup', { name: 'What is plotted' }).getByText('sphere').click()
  await expect(page.getByText(/Mean over \d+ voxels in A/)).toBeVisible()
})
