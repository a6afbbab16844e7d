import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { addFiles, expect, openApp, openSample, test, waitForPhase } from './support/page.ts'

const verdict = (page: Page) => page.locator('.verdict').first()
const contrastRow = (page: Page, pane: 'A' | 'B') =>
  page
    .getByRole('table', { name: `Diagnostics ${pane}` })
    .getByRole('row')
    .last()

async function tablesAndVerdict(page: Page): Promise<void> {
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
}

async function completesNames(page: Page): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Contrast', exact: true })
  await field.fill('')
  await field.pressSequentially('2*mov')
  await expect(page.getByRole('option', { name: /movement/ })).toBeVisible()
  await field.press('Tab')
  await expect(field).toHaveValue('2*movement')
  await expect(verdict(page)).toContainText('The weight is 2')
  await waitForPhase(page, 'ready')
}

async function keepsContrasts(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Contrast', exact: true }).fill('movement')
  await expect(verdict(page)).toContainText('movement')
  await page.getByRole('button', { name: 'Keep under a name' }).click()
  await page.getByRole('button', { name: /Weights per column/ }).click()
  await expect(page.getByRole('img', { name: 'movement over the run' })).toBeVisible()
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
}

async function diagnosticsFollowTheDesign(page: Page): Promise<void> {
  await expect(contrastRow(page, 'B')).toContainText('unstable')
  await page.getByRole('radiogroup', { name: 'Design B' }).getByText('Minimal').click()
  await expect(contrastRow(page, 'B')).toContainText('fine')
  await expect(page.getByRole('table', { name: 'Diagnostics B' })).not.toContainText('rest')
}

test('a design is diagnosed and contrasts are typed, completed, kept and weighed', async ({ page }) => {
  test.slow()
  await openSample(page)
  await page.getByRole('tab', { name: /^Design/ }).click()
  await test.step('the tables say what rest costs movement, and the verdict follows what is typed', () =>
    tablesAndVerdict(page))
  await test.step('names complete from the keyboard', () => completesNames(page))
  await test.step('contrasts are kept under names, weights make an F, and both come back', () =>
    keepsContrasts(page))
  await test.step('diagnostics change with the design, before any fit', () =>
    diagnosticsFollowTheDesign(page))
})

test('what is wrong with a design or a contrast is said in words where one looks', async ({ page }, info) => {
  const events = info.outputPath('late_events.tsv')
  const rows = [10, 50, 90].map((onset) => `${onset}\t15\ttask\n${onset}\t15\tsame\n`)
  writeFileSync(events, `onset\tduration\ttrial_type\n${rows.join('')}9000\t10\tlate\n`)
  await openApp(page)
  await addFiles(page, ['tests/fixtures/nilearn-more/slow_bold.nii.gz', events])
  await waitForPhase(page, 'ready')
  await page.getByRole('tab', { name: /^Design/ }).click()
  const field = page.getByRole('textbox', { name: 'Contrast', exact: true })
  const scans = page.locator('.cell', { hasText: 'Identifying scans A' })

  await expect(page.getByRole('list', { name: 'Doubtful in these designs' })).toContainText(
    /1 event starts after the run's end/,
  )
  await field.fill('late')
  await expect(verdict(page)).toContainText('late is 0 at every scan')
  await expect(scans).toContainText('late is 0 at every scan')
  await field.fill('task')
  await expect(verdict(page)).toContainText('same, task: these columns can replace each other')
  await expect(scans).toContainText('these columns can replace each other')
  await field.fill('tusk')
  await expect(verdict(page)).toContainText('Character 1')
  await expect(scans).toContainText('The contrast cannot be read yet.')
  await field.fill('task + same')
  await expect(verdict(page)).toContainText('Estimable')
  await expect(scans.getByRole('img', { name: /^Identifying scans A/ })).toBeVisible()

  const row = page.locator('[data-setting="highPass"]')
  if (!(await row.isVisible())) await page.getByRole('button', { name: /settings? equal/ }).click()
  await row.click()
  await page.getByLabel('Cutoff frequency A', { exact: true }).fill('0.24')
  const heading = page.getByRole('heading', { name: 'Diagnostics A', exact: true })
  await expect(page.locator('.cell').filter({ has: heading })).toContainText(/the run only 60 scans/)
})
