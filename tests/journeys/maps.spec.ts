import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { saveMap, showMap } from './support/maps.ts'
import { expect, openApp, test, waitForPhase } from './support/page.ts'

const fixtures = 'tests/fixtures'

interface Given {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A file of one analysis as SPM12 wrote it. */
const spm = (name: string): Given => ({
  name,
  mimeType: '',
  buffer: gunzipSync(readFileSync(`${fixtures}/spm12-output/${name}.gz`)),
})

/** A map of nilearn's under the name that nilearn gives it. */
const nilearn = (kind: string): Given => ({
  name: `sub-block_task-tap_contrast-movement_stat-${kind}_statmap.nii.gz`,
  mimeType: '',
  buffer: readFileSync(`${fixtures}/nilearn/block-over-spmhrf-ar1/movement_${kind}.nii.gz`),
})

const bold = (): Given[] =>
  ['bold.nii.gz', 'bold.json'].map((ending) => ({
    name: `sub-block_task-tap_${ending}`,
    mimeType: '',
    buffer: readFileSync(`${fixtures}/runs/sub-block_task-tap_${ending}`),
  }))

function give(page: Page, files: readonly Given[]): Promise<void> {
  return page
    .getByLabel('Add files', { exact: true })
    .and(page.locator('input'))
    .setInputFiles([...files])
}

interface Agreement {
  readonly r: number
  readonly slope: number
  readonly rmse: number
  readonly passing: { readonly onlyA: number; readonly onlyB: number; readonly both: number }
}

const numpy = JSON.parse(readFileSync(`${fixtures}/compare/maps.json`, 'utf8')) as {
  readonly threshold: number
  readonly t: Agreement
}

test('two maps alone are a comparison whose numbers are numpy’s', async ({ page }) => {
  await openApp(page)
  await give(page, [spm('spmT_0001.nii'), spm('con_0001.nii'), nilearn('t'), nilearn('effect')])
  await waitForPhase(page, 'ready')
  const list = page.getByRole('region', { name: 'Maps from files' })
  await expect(list).toContainText('SPM12, df 94')
  await expect(list.getByRole('button', { name: /SPM12.* in A$/ })).toHaveAttribute('aria-pressed', 'true')
  await showMap(page, 't')
  await page.getByRole('textbox', { name: 'Threshold' }).fill(String(numpy.threshold))
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: /Compare/ }).click()
  const table = page.getByRole('region', { name: 'Agreement' })
  await expect(table.getByRole('row', { name: /^r / })).toContainText(numpy.t.r.toFixed(3))
  await expect(table.getByRole('row', { name: /slope of B on A/ })).toContainText(numpy.t.slope.toFixed(2))
  await expect(table.getByRole('row', { name: /RMS difference/ })).toContainText(numpy.t.rmse.toFixed(3))
  await expect(page.getByText(`A only ${String(numpy.t.passing.onlyA)}`)).toBeVisible()
  await expect(page.getByText(`B only ${String(numpy.t.passing.onlyB)}`)).toBeVisible()
  const saved = await saveMap(page, 'Save map A')
  const bytes = spm('spmT_0001.nii').buffer
  const offset = bytes.readFloatLE(108)
  const given = Array.from(saved.values.keys(), (v) => bytes.readFloatLE(offset + 4 * v))
  expect([...saved.values]).toEqual(given)
})

test('what a map from a file cannot say is said, and files can be taken out', async ({ page }) => {
  await openApp(page)
  await give(page, [spm('spmT_0001.nii'), nilearn('t')])
  await waitForPhase(page, 'ready')
  for (const tab of ['Design', 'Voxel', 'Explain']) {
    await page.getByRole('tab', { name: new RegExp(tab) }).click()
    await expect(page.getByRole('tabpanel')).toContainText('A’s map came from a file')
  }
  await page.getByRole('button', { name: 'Take out spmT_0001.nii' }).click()
  await expect(page.getByText(/No map in A/)).toBeVisible()
  await page.getByRole('button', { name: /Take out sub-block/ }).click()
  await waitForPhase(page, 'empty')
})

test('SPM.mat with its run and images is refitted to within 1e-5 and explained', async ({ page }) => {
  test.setTimeout(150_000)
  await openApp(page)
  await give(page, [
    ...bold(),
    ...['SPM.mat', 'beta_0001.nii', 'beta_0002.nii', 'beta_0003.nii', 'spmT_0001.nii', 'spmT_0003.nii'].map(
      spm,
    ),
  ])
  await waitForPhase(page, 'ready')
  const agreement = page.getByRole('status', { name: 'Agreement with SPM’s images' })
  await expect(agreement).toContainText('5 of SPM’s images', { timeout: 30_000 })
  const [, worst = 'nothing'] = /within ([\d.]+e-\d+)/.exec(await agreement.innerText()) ?? []
  expect(Number(worst)).toBeLessThan(1e-5)
  await page.getByRole('tab', { name: /Explain/ }).click()
  await page.getByRole('button', { name: 'Explain difference' }).click()
  await expect(page.getByText(/mixtures from \d+ refits/)).toBeVisible({ timeout: 90_000 })
})

test('SPM.mat alone shows its design; the run, dropped later, is fitted with it', async ({ page }) => {
  await openApp(page)
  await give(page, [spm('SPM.mat')])
  await page.getByRole('tab', { name: /Design/ }).click()
  await expect(page.getByRole('tabpanel')).toContainText('movement')
  await expect(page.getByRole('region', { name: 'Models from files' })).toContainText('100 scans, TR')
  await give(page, bold())
  await waitForPhase(page, 'ready')
  await expect(page.getByRole('button', { name: 'Refit this SPM analysis in B' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})
