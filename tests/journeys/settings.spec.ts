import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import type { Page } from '@playwright/test'

import { expect, openSample, test, waitForPhase } from './support/page.ts'

/** Opens a setting's row; its fields are then named `<Setting> A` and `<Setting> B`. */
async function openSetting(page: Page, group: string): Promise<void> {
  const row = page.locator(`[data-setting="${group}"]`)
  if (!(await row.isVisible())) await page.getByRole('button', { name: /settings? equal/ }).click()
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click()
}

/** Bytes of the map that pane A saves, unpacked. */
async function savedMapA(page: Page): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save map A' }).click()
  return gunzipSync(readFileSync(await (await download).path()))
}

/** How many settings are marked as different, by their labels. */
function marked(page: Page): Promise<string[]> {
  return page
    .locator('.pipes-ne [data-setting]')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-setting') ?? ''))
}

test('another HRF in A fits A again, changes its map, and is undone and redone', async ({ page }) => {
  // Four fits and four files in one journey.
  test.slow()
  await openSample(page)
  expect(await marked(page)).toEqual(['conditions'])
  const before = await savedMapA(page)

  await openSetting(page, 'eventModel')
  const hrf = page.getByLabel('HRF A', { exact: true })
  await hrf.selectOption('spm')
  await waitForPhase(page, 'ready')
  expect(await marked(page)).toEqual(['conditions', 'eventModel'])
  const after = await savedMapA(page)
  expect(after.length).toBe(before.length)
  expect(after.equals(before)).toBe(false)

  await page.getByRole('button', { name: 'Undo' }).click()
  await waitForPhase(page, 'ready')
  await expect(hrf).toHaveValue('glover')
  expect((await savedMapA(page)).equals(before)).toBe(true)

  await page.keyboard.press('Control+Shift+z')
  await waitForPhase(page, 'ready')
  await expect(hrf).toHaveValue('spm')
  expect((await savedMapA(page)).equals(after)).toBe(true)

  await page.keyboard.press('Control+z')
  await expect(hrf).toHaveValue('glover')
  expect(await marked(page)).toEqual(['conditions'])
})

async function refusesWhatLeavesNothing(page: Page): Promise<void> {
  const before = await savedMapA(page)
  await openSetting(page, 'highPass')
  await expect(page.getByLabel('High-pass A', { exact: true })).toHaveValue('cosine-regressors')
  const cutoff = page.getByLabel('Cutoff frequency A')
  await cutoff.fill('0.6')
  await cutoff.press('Enter')
  await waitForPhase(page, 'ready')
  const reason = page.locator('.pane-editor').first().getByRole('alert')
  await expect(reason).toContainText('A high-pass cutoff of 0.6 Hz removes every change over time')
  await expect(reason).toContainText('The earlier fit stays on screen.')
  await expect(page.getByRole('group', { name: 'Why A is not fitted' })).toContainText(
    'The earlier fit is shown.',
  )
  expect((await savedMapA(page)).equals(before)).toBe(true)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(reason).toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Why A is not fitted' })).toHaveCount(0)
  await expect(cutoff).toHaveValue('0.01')
}

async function typesInOneGo(page: Page): Promise<void> {
  await openSetting(page, 'smoothing')
  const width = page.getByLabel('Smoothing FWHM A')
  await width.fill('')
  await width.pressSequentially('5.25', { delay: 60 })
  await waitForPhase(page, 'fitting')
  await waitForPhase(page, 'ready')
  // The typed text is committed: undo is the settings', also while the field has the focus.
  await width.press('Control+z')
  await expect(width).toHaveValue('0')
}

test('settings are reached by name, explain themselves, and refuse what leaves nothing', async ({ page }) => {
  // Nine settings of both panes in one journey.
  test.slow()
  await openSample(page)
  await test.step('a cutoff that leaves nothing is refused beside its field, and the earlier fit stays', () =>
    refusesWhatLeavesNothing(page))
  await test.step('a number typed in one go is one step of undo', () => typesInOneGo(page))
  await waitForPhase(page, 'ready')
  await test.step('every setting of both presets is there', () => reachesEverySetting(page))
})

async function reachesEverySetting(page: Page): Promise<void> {
  await page.getByLabel('Preset B').selectOption('spm12')
  await waitForPhase(page, 'ready')
  const fields: Readonly<Record<string, readonly string[]>> = {
    conditions: ['Model the rest of the time as rest (A)', 'Model the rest of the time as rest (B)'],
    eventModel: [
      'HRF A',
      'Derivatives A',
      'Oversampling A',
      'Earliest onset A',
      'HRF B',
      'Microtime resolution (T) B',
    ],
    samplingInstant: ['Sampling instant A', 'Sampling instant B', 'Microtime onset (T0) B'],
    highPass: ['High-pass A', 'Cutoff frequency A', 'High-pass B', 'Cutoff period B'],
    intensity: ['Intensity A', 'Intensity B'],
    noise: ['Noise model A', 'AR(1) bins A', 'Noise model B'],
    mask: ['Mask A', 'Lower cutoff A', 'Upper cutoff A', 'Opening A', 'Mask B', 'Masking threshold B'],
    smoothing: ['Smoothing FWHM A', 'Smoothing FWHM B', 'As nilearn 0.14.0: truncate to file type (B)'],
    confounds: [],
  }
  for (const [group, names] of Object.entries(fields)) {
    await openSetting(page, group)
    for (const name of names) await expect(page.getByLabel(name, { exact: true })).toBeVisible()
    await expect(page.locator('.pipes-edit a')).toHaveAttribute('rel', 'noopener')
  }
  await expect(page.getByRole('group', { name: 'Conditions A' })).toHaveCount(0)
  await openSetting(page, 'conditions')
  await expect(page.getByRole('group', { name: 'Conditions A' })).toBeVisible()
  await openSetting(page, 'noise')
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'More about Noise model' }).click()
  const help = await opened
  await expect(help.locator('h2:target')).toHaveText('Noise model')
  await help.getByRole('link', { name: 'agreement.md' }).first().click()
  await expect(help.getByRole('heading', { level: 1 })).toHaveText('Agreement with nilearn and SPM12')
}
