import { addFiles, expect, openApp, test, tinyRun, waitForPhase } from './support/page.ts'

test('another number of workers keeps the run and what is shown, and is remembered', async ({ page }) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  const fitWorkers = (): number =>
    page.workers().filter((worker) => worker.url().includes('fit.worker')).length
  expect(fitWorkers()).toBeGreaterThan(0)
  const range = page.locator('.view-a')
  await page.getByRole('button', { name: 'Help and keys' }).click()
  const choice = page.getByLabel('Workers that fit')
  await expect(choice).toHaveValue('automatic')
  await choice.selectOption('3')
  await page.getByRole('button', { name: 'Close' }).click()
  await waitForPhase(page, 'ready')
  await expect(range).toHaveAttribute('data-stale', 'false')
  await expect.poll(fitWorkers).toBe(3)
  await page.keyboard.press('m')
  await waitForPhase(page, 'ready')

  await page.reload()
  await waitForPhase(page, 'empty')
  await expect.poll(fitWorkers).toBe(3)
  await page.getByRole('button', { name: 'Help and keys' }).click()
  await expect(page.getByLabel('Workers that fit')).toHaveValue('3')
})
