import { addFiles, dropFiles, expect, openApp, openSample, test, waitForPhase } from './support/page.ts'

const runs = 'tests/fixtures/runs'
const files = ['bold.nii.gz', 'bold.json', 'events.tsv'].map((part) => `${runs}/sub-block_task-tap_${part}`)

test('the sample is fitted and shown without a single complaint; dropped files that cannot be used leave it and say so', async ({
  page,
}) => {
  await openSample(page)
  await expect(page.getByRole('tab', { name: /Compare/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save map A' })).toBeVisible()
  await dropFiles(page, ['package.json'])
  await expect(page.getByRole('list', { name: 'Messages' }).first()).toContainText('package.json')
  await waitForPhase(page, 'ready')
})

test('a run given through the file input is fitted', async ({ page }) => {
  await openApp(page)
  await addFiles(page, files)
  await waitForPhase(page, 'ready')
})

test('the crosshair’s position is shown whole, however long its numbers', async ({ page }) => {
  await openSample(page)
  const field = page.getByLabel('Crosshair in mm')
  for (const width of [1440, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    for (const position of ['38  -16  52', '27.2  -31.9  -24.6', '-127.5  -127.5  -127.5']) {
      await field.fill(position)
      await expect(field).toHaveJSProperty('scrollLeft', 0)
      const hidden = await field.evaluate((input) => input.scrollWidth - input.clientWidth)
      expect(hidden, `${position} at ${String(width)} px`).toBeLessThanOrEqual(0)
    }
  }
})
