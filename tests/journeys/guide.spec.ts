import { barriersIn } from './support/barriers.ts'
import { expect, openApp, test, waitForPhase } from './support/page.ts'

test('the lesson leads from the phenomenon to what remains', async ({ page }) => {
  test.setTimeout(180_000)
  await openApp(page)
  await page.getByRole('button', { name: 'Why do my maps differ?' }).click()
  const card = page.getByRole('region', { name: 'Lesson' })
  await expect(card).toContainText('1 of 5')
  await waitForPhase(page, 'ready')
  await expect(card).toContainText(/B’s are 1\.\d\d times A’s/)

  await card.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('tab', { name: /Design/ })).toHaveAttribute('aria-selected', 'true')
  await expect(card).toContainText(/VIF of movement is \d+\.\d in A/)

  await card.getByRole('button', { name: 'Next' }).click()
  await waitForPhase(page, 'ready')
  await expect(card).toContainText(/times that of movement − rest/)
  await expect(page.getByLabel('Preset B')).toHaveValue('nilearn')

  await page.getByLabel('Map').selectOption('t')
  await card.getByRole('button', { name: 'Restore this step' }).click()
  await expect(page.getByLabel('Map')).toHaveValue('effect')

  await card.getByRole('heading').focus()
  await page.keyboard.press('ArrowRight')
  await waitForPhase(page, 'ready')
  await expect(card).toContainText(/r of the betas is 0\.9\d\d\. It was 0\.\d{3}/)
  expect(await barriersIn(page)).toEqual([])

  await card.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('tab', { name: /Explain/ })).toHaveAttribute('aria-selected', 'true')
  await expect(card).toContainText(/Of the difference of t.*%/, { timeout: 120_000 })
  await card.getByRole('button', { name: 'Finish' }).click()
  await expect(card).toHaveCount(0)
})

test('the lesson is left at any time and found again in the header', async ({ page }) => {
  await openApp(page)
  await page.getByRole('button', { name: 'Lessons' }).click()
  await page.getByRole('menuitem', { name: /^Why do my maps differ/ }).click()
  const card = page.getByRole('region', { name: 'Lesson' })
  await expect(card).toContainText('1 of 5')
  await card.getByRole('button', { name: 'Leave the lesson' }).click()
  await expect(card).toHaveCount(0)
  await waitForPhase(page, 'ready')
})
