import type { Page } from '@playwright/test'

import { addFiles, expect, openApp, test, tinyRun, waitForPhase } from './support/page.ts'

/** Ends a worker from within, as the browser does for lack of memory. */
async function end(page: Page, which: string): Promise<void> {
  const worker = page.workers().find((each) => each.url().includes(`${which}.worker`))
  expect(worker, `a worker that is called ${which}`).toBeDefined()
  await worker?.evaluate(() => {
    close()
  })
}

/** Resolves when the app comes through a phase, however short: asking now and then would miss it. */
async function phaseSeen(page: Page, phase: string): Promise<void> {
  await page.locator('main').evaluate(
    (main, awaited) =>
      new Promise<void>((resolve) => {
        new MutationObserver(() => {
          if (main.getAttribute('data-phase') === awaited) resolve()
        }).observe(main, { attributes: true })
      }),
    phase,
  )
}

for (const which of ['run', 'fit', 'design']) {
  test(`a ${which} worker that ends is started again, and nothing is lost`, async ({ page }) => {
    await openApp(page)
    await addFiles(page, tinyRun)
    await waitForPhase(page, 'ready')
    await end(page, which)
    await expect(page.getByRole('list', { name: 'Messages' })).toContainText('was started again')
    const fitting = phaseSeen(page, 'fitting')
    await page.getByText('Overparameterized', { exact: true }).click()
    await fitting
    await waitForPhase(page, 'ready')
    await expect(page.locator('[role=status]').first()).toContainText('both fitted')
  })
}

test('a worker that inflates and ends is started again with the one it works for', async ({ page }) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  await end(page, 'inflate')
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('was started again')
  await addFiles(
    page,
    ['bold.nii.gz', 'events.tsv'].map((part) => `tests/fixtures/runs/sub-er_task-tap_${part}`),
  )
  await expect(page.locator('main h1')).toContainText('sub-er_task-tap_bold')
  await waitForPhase(page, 'ready')
})

test('a run’s worker that ends while it reads is started again, and reads once more', async ({ page }) => {
  await openApp(page)
  await page.getByRole('button', { name: 'Open the sample' }).click()
  await waitForPhase(page, 'loading')
  await end(page, 'run')
  await waitForPhase(page, 'ready')
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('is done once more')
  await expect(page.locator('[role=status]').first()).toContainText('both fitted')
})

test('after a fitting worker’s end its voxels can still be looked at', async ({ page }) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  await page.getByRole('tab', { name: /Voxel/ }).click()
  await expect(page.getByRole('figure').first()).toBeVisible()
  await end(page, 'fit')
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('was started again')
  await waitForPhase(page, 'ready')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('figure').first()).toBeVisible()
})
