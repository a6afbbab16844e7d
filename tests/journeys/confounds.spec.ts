import { writeFileSync } from 'node:fs'
import { fmriprepConfounds } from '../support/fmriprepConfounds.ts'
import { seriousIn } from './support/barriers.ts'
import { addFiles, expect, openApp, test, waitForPhase } from './support/page.ts'

const block = 'tests/fixtures/runs/sub-block_task-tap'

test('confounds of fMRIPrep are chosen by group, with a look at them, and change the fit', async ({
  page,
}, info) => {
  const table = info.outputPath('sub-block_task-tap_desc-confounds_timeseries.tsv')
  writeFileSync(table, fmriprepConfounds(100, 2))
  await openApp(page)
  await addFiles(page, [`${block}_bold.nii.gz`, `${block}_bold.json`, `${block}_events.tsv`, table])
  await waitForPhase(page, 'ready')
  const readout = page.locator('.view-right').first()
  const before = await readout.innerText()
  const design = page.getByRole('table', { name: 'Diagnostics A' })

  await page.getByRole('tab', { name: /^Design/ }).click()
  await page.getByRole('button', { name: 'Choose confounds' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Confounds' })
  const groups = dialog.getByRole('table', { name: 'Groups' })
  const row = (name: string) => groups.getByRole('row').filter({ has: page.getByLabel(`${name} in A`) })
  await expect(row('motion 24')).toContainText('24 columns, 12 with n/a')
  await expect(row('framewise displacement')).toContainText('1 with n/a')
  await expect(row('aCompCor, first 5').locator('polyline')).toHaveCount(5)
  // 200 s: three cosines of fMRIPrep's 128 s, all among nilearn's four and SPM12's three.
  await expect(row('cosine')).toContainText('Already in the drift model: all in A, all in B.')
  const single = dialog.getByRole('table', { name: 'Single columns' })
  await dialog.getByLabel('Find a column').fill('cosine01')
  await expect(single.getByRole('row')).toHaveCount(2)
  await expect(single).toContainText('Already in the drift model of A and B.')
  await dialog.getByLabel('Find a column').fill('')

  expect(await seriousIn(page)).toEqual([])

  const box = (name: string) => dialog.getByRole('checkbox', { name, exact: true })
  await box('motion 24 in A').focus()
  await page.keyboard.press('Space')
  await expect(dialog.locator('.confounds-count').first()).toContainText('24')
  await box('motion 6 in A').check()
  await expect(box('motion 24 in A')).not.toBeChecked()
  await expect(dialog.locator('.confounds-count').first()).toContainText('6')
  await box('motion 12 in A').check()
  await box('framewise displacement in A').check()
  await box('aCompCor, first 5 in B').check()
  await expect(dialog.locator('.confounds-count')).toContainText(['13', '5'])
  await page.keyboard.press('Escape')
  await waitForPhase(page, 'ready')

  await expect(design).toContainText('trans_x_derivative1')
  await expect(design).toContainText('framewise_displacement')
  await expect(page.getByRole('table', { name: 'Diagnostics B' })).toContainText('a_comp_cor_04')
  await expect(readout).not.toHaveText(before)
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('framewise_displacement')
})
