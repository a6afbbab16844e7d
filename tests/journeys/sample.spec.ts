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
