import { readFileSync } from 'node:fs'

import { readNifti } from '../support/readNifti.ts'
import { crosshairMm, deviation, saveMap, showMap } from './support/maps.ts'
import { addFiles, dropFiles, expect, openApp, test, waitForPhase } from './support/page.ts'

const fixtures = new URL('../fixtures/', import.meta.url).pathname
const runFiles = ['bold.nii.gz', 'bold.json', 'events.tsv'].map(
  (ending) => `${fixtures}runs/sub-block_task-tap_${ending}`,
)
const reference = (image: string) => readNifti(`${fixtures}${image}.nii.gz`)

test('a dropped run gives nilearn’s map in A and SPM12’s in B, and a session brings all of it back', async ({
  page,
}) => {
  await openApp(page)
  await dropFiles(page, runFiles)
  await waitForPhase(page, 'ready')
  await expect(page.getByRole('status')).toContainText(/ready/i)
  for (const pane of ['A', 'B']) await expect(page.getByLabel(`Preset ${pane}`)).toBeVisible()
  await expect(page.getByLabel('Preset A')).toHaveValue('nilearn')
  await expect(page.getByLabel('Preset B')).toHaveValue('spm12')
  await expect(page.getByLabel('Contrast', { exact: true })).toHaveValue('movement')

  const bold = reference('runs/sub-block_task-tap_bold')
  await test.step('effects', async () => {
    const [a, b] = [await saveMap(page, 'Save map A'), await saveMap(page, 'Save map B')]
    const name = (pane: string, kind: string) =>
      `sub-block_task-tap_bold_desc-${pane}_contrast-movement_stat-${kind}_statmap.nii.gz`
    expect([a.fileName, b.fileName]).toEqual([name('A', 'effect'), name('B', 'effect')])
    expect(a.sform).toEqual(bold.sform)
    expect(b.sform).toEqual(bold.sform)
    expect(
      deviation(a.values, reference('nilearn/block-minimal-defaults/movement_effect').values),
    ).toBeLessThan(1e-5)
    const spm = reference('spm12/block-minimal-ar1-hpf128/con_0001').values.map((value) =>
      Number.isNaN(value) ? 0 : value,
    )
    expect(deviation(b.values, spm)).toBeLessThan(1e-5)
    const difference = await saveMap(page, 'Save difference map')
    expect(difference.fileName).toBe(name('AminusB', 'effect'))
    const expected = a.values.map((value, v) =>
      value === 0 || b.values[v] === 0 ? 0 : value - (b.values[v] ?? NaN),
    )
    expect(deviation(difference.values, expected)).toBeLessThan(1e-6)
  })

  await test.step('t', async () => {
    await showMap(page, 't')
    const [a, b] = [await saveMap(page, 'Save map A'), await saveMap(page, 'Save map B')]
    expect(deviation(a.values, reference('nilearn/block-minimal-defaults/movement_t').values)).toBeLessThan(
      1e-6,
    )
    const spm = reference('spm12/block-minimal-ar1-hpf128/spmT_0001').values.map((value) =>
      Number.isNaN(value) ? 0 : value,
    )
    expect(deviation(b.values, spm)).toBeLessThan(1e-6)
  })

  await test.step('the design switch, for both and for one', async () => {
    const group = page.getByRole('radiogroup', { name: 'Design', exact: true })
    await group.getByText('Overparameterized').click()
    await waitForPhase(page, 'ready')
    await page.getByRole('tab', { name: /Design/ }).click()
    await expect(page.locator('.design-side')).toContainText('rest')
    await expect(page.getByRole('list', { name: 'Conditions' })).not.toContainText(/only|left out/)
    await page.getByRole('button', { name: /A and B together.*Design/ }).click()
    await page.getByRole('radiogroup', { name: 'Design A' }).getByText('Minimal').click()
    await waitForPhase(page, 'ready')
    await expect(page.getByRole('list', { name: 'Conditions' })).toContainText('in B only')
  })

  const file = await test.step('save the session', async () => {
    await page.getByLabel('Contrast', { exact: true }).fill('-movement')
    await page.getByLabel('Crosshair in mm').fill('8 -16 24')
    await page.getByLabel('Crosshair in mm').press('Enter')
    await waitForPhase(page, 'ready')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save session' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('sub-block_task-tap_bold.glmscope.json')
    const path = `${await download.path()}.glmscope.json`
    await download.saveAs(path)
    const text = readFileSync(path, 'utf8')
    expect(text).not.toContain('"data"')
    return { path, text }
  })
  const before = await saveMap(page, 'Save map B')
  const where = await crosshairMm(page)

  await test.step('run and session into a fresh page', async () => {
    await openApp(page)
    await addFiles(page, [...runFiles, file.path])
    await waitForPhase(page, 'ready')
    await expect(page.getByLabel('Contrast', { exact: true })).toHaveValue('-movement')
    await expect(page.getByLabel('Map', { exact: true })).toHaveValue('t')
    await expect(page.getByRole('list', { name: 'Conditions' })).toContainText('in B only')
    expect(await crosshairMm(page)).toEqual(where)
    expect((await saveMap(page, 'Save map B')).values).toEqual(before.values)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save session' }).click(),
    ])
    expect(readFileSync(await download.path(), 'utf8')).toBe(file.text)
  })
})
