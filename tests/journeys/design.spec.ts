import type { Page } from '@playwright/test'
import { expect, openSample, test, waitForPhase } from './support/page.ts'

test.beforeEach(async ({ page }) => {
  await openSample(page)
  await page.getByRole('tab', { name: /^Design/ }).click()
})

const verdict = (page: Page) => page.locator('.verdict').first()
const contrastRow = (page: Page, pane: 'A' | 'B') =>
  page
    .getByRole('table', { name: `Diagnostics ${pane}` })
    .getByRole('row')
    .last()

test('the tables say what rest costs movement, and the verdict follows what is typed', async ({ page }) => {
  await expect(page.getByRole('columnheader', { name: 'VIF', exact: true })).toHaveCount(2)
  await expect(contrastRow(page, 'A')).toContainText('fine')
  await expect(contrastRow(page, 'B')).toContainText('unstable')
  await expect(page.getByText(/Add 1 to movement and rest and subtract 1 from constant/)).toBeVisible()

  const field = page.getByRole('textbox', { name: 'Contrast', exact: true })
  await field.fill('')
  await field.pressSequentially('movement - rset')
  await expect(verdict(page)).toContainText('Character 12')
  await field.press('Tab')
  await expect(field).toHaveValue('movement - rest')
  await expect(verdict(page)).toContainText(/A/)
  await field.press('Enter')
  await expect(contrastRow(page, 'B')).toContainText('fine')
  await waitForPhase(page, 'ready')
})

test('names complete from the keyboard', async ({ page }) => {
  const field = page.getByRole('textbox', { name: 'Contrast', exact: true })
  await field.fill('')
  await field.pressSequentially('2*mov')
  await expect(page.getByRole('option', { name: /movement/ })).toBeVisible()
  await field.press('Tab')
  await expect(field).toHaveValue('2*movement')
  await expect(verdict(page)).toContainText('The weight is 2')
  await waitForPhase(page, 'ready')
})

test('diagnostics change with the design, before any fit', async ({ page }) => {
  await page.getByRole('radiogroup', { name: 'Design B' }).getByText('Minimal').click()
  await expect(contrastRow(page, 'B')).toContainText('fine')
  await expect(page.getByRole('table', { name: 'Diagnostics B' })).not.toContainText('rest')
})

test('contrasts are kept under names, weights make an F, and both come back', async ({ page }) => {
  await page.getByRole('button', { name: 'Keep under a name' }).click()
  await page.getByRole('button', { name: /Weights per column/ }).click()
  await page.getByRole('button', { name: 'Row (F)' }).click()
  const field = page.getByRole('textbox', { name: 'Contrast', exact: true })
  await expect(field).toHaveValue(/^F\[movement; /)
  await waitForPhase(page, 'ready')
  await page.getByRole('button', { name: 'Rename movement' }).click()
  await page.getByLabel('Name of movement').fill('the hand')
  await page.getByLabel('Name of movement').press('Enter')
  await page.getByRole('button', { name: 'the hand', exact: true }).click()
  await expect(field).toHaveValue('movement')
  await waitForPhase(page, 'ready')
})
