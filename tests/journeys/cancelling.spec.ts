import { expect, openApp, openSample, test, waitForPhase } from './support/page.ts'

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

test('toggling quickly ends with the map of the last setting', async ({ page }) => {
  await openSample(page)
  await page.locator('body').click({ position: { x: 5, y: 5 } })
  for (let i = 0; i < 7; i++) await page.keyboard.press('m')
  await waitForPhase(page, 'ready')
  const checked = page.getByRole('radiogroup', { name: /^Design/ }).getByRole('radio', { checked: true })
  await expect(checked.first()).toHaveValue('overparameterized')
  await expect(page.locator('.view[data-stale="true"]')).toHaveCount(0)
})
