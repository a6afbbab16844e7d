import { seriousIn } from './support/barriers.ts'
import { expect, openSample, test, waitForPhase } from './support/page.ts'

test('conditions are looked at, renamed, merged, left out and brought back from the keyboard', async ({
  page,
}) => {
  await openSample(page)
  const open = page.getByRole('button', { name: 'Choose conditions' })
  await open.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Conditions' })
  const row = (name: string) => dialog.getByRole('row').filter({ has: page.getByLabel(`Name of ${name}`) })
  await expect(row('movement')).toContainText('8 events of 20 s')
  await expect(row('movement').locator('polyline')).toHaveCount(2)
  await expect(row('rest').locator('polyline')).toHaveCount(1)

  expect(await seriousIn(page)).toEqual([])

  const name = dialog.getByLabel('Name of movement')
  await name.focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('rest')
  await expect(dialog.getByText('There is a condition “rest” already')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(name).toHaveValue('movement')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('tapping')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Name of tapping')).toBeVisible()

  await dialog.getByRole('checkbox', { name: 'Model rest in B' }).focus()
  await page.keyboard.press('Space')
  await expect(row('rest').locator('polyline')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  // The contrast asks for what the condition is called now, and both panes are fitted with it.
  await expect(page.getByRole('textbox', { name: 'Contrast', exact: true })).toHaveValue('tapping')
  await waitForPhase(page, 'ready')
  await expect(page.getByRole('list', { name: 'Conditions' })).toContainText('tapping')

  await open.click()
  for (const each of ['tapping', 'rest'])
    await dialog.getByRole('checkbox', { name: `Choose ${each}` }).check()
  await dialog.getByLabel('Name of the merged condition').fill('any')
  await page.keyboard.press('Enter')
  await expect(row('any')).toContainText('16 events of 20 s')
  await expect(row('any')).toContainText('movement + rest')
  await dialog.getByRole('button', { name: 'Part of any' }).click()
  await expect(row('movement')).toContainText('8 events of 20 s')
})
