import { readFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { smallRun } from '../support/niftiFiles.ts'
import { expect, openApp, test, waitForPhase } from './support/page.ts'

const fixtures = new URL('../fixtures/', import.meta.url).pathname
const tiny = `${fixtures}nilearn-more/slow_bold.nii.gz`
const tinyEvents = `${fixtures}nilearn-more/slow_events.tsv`

interface Given {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

function given(name: string, content: string | Uint8Array): Given {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) }
}

async function add(page: Page, files: readonly Given[]): Promise<void> {
  await page.getByLabel('Add files').setInputFiles([...files])
}

const messages = (page: Page) => page.getByRole('list', { name: 'Messages' }).first().getByRole('listitem')

const whole = readFileSync(`${fixtures}runs/sub-er_task-tap_bold.nii.gz`)
const bad: readonly Given[] = [
  given('sub-cut_bold.nii.gz', whole.subarray(0, whole.length / 2)),
  given('notes_bold.nii', 'these are my notes, not an image\n'.repeat(100)),
  given('other_events.tsv', 'onset\tduration\ttrial_type\nsoon\tlong\ttap\n'),
  given('comma_events.tsv', 'onset\tduration\ttrial_type\n1,5\t2,5\ttap\n12,5\tx\ttap\n'),
]

test('bad files are named, each with one message, and the run that is open stays', async ({ page }) => {
  await openApp(page)
  await add(page, [
    given('slow_bold.nii.gz', readFileSync(tiny)),
    given('slow_events.tsv', readFileSync(tinyEvents)),
  ])
  await waitForPhase(page, 'ready')
  for (const file of bad) {
    await test.step(file.name, async () => {
      await add(page, [file])
      await expect(messages(page).filter({ hasText: file.name })).toHaveCount(1)
      await expect(messages(page)).toHaveCount(1)
      await waitForPhase(page, 'ready')
      await expect(page.getByRole('button', { name: 'Save map A' })).toBeVisible()
    })
  }
})

test('a first drop that cannot be used fails with a message, and a good one mends it', async ({ page }) => {
  await openApp(page)
  // An anatomy waits for its run.
  for (const file of bad.filter(({ name }) => !name.includes('T1w'))) {
    await add(page, [file])
    await waitForPhase(page, 'failed')
    await expect(messages(page)).toHaveCount(1)
    await expect(messages(page)).toContainText(file.name)
  }
  await add(page, [
    given('slow_bold.nii.gz', readFileSync(tiny)),
    given('slow_events.tsv', readFileSync(tinyEvents)),
  ])
  await waitForPhase(page, 'ready')
  await expect(messages(page)).toHaveCount(0)
})

test('a run without events waits for them; without a TR it asks', async ({ page }) => {
  await openApp(page)
  const noTr = smallRun({ dim: [4, 8, 8, 8, 30], pixdim: [1, 3, 3, 3, 0] })
  await add(page, [given('sub-x_bold.nii', noTr)])
  await waitForPhase(page, 'waiting')
  await expect(page.locator('main')).toContainText('Events are missing')
  await expect(page.locator('main')).toContainText('repetition time')
  await add(page, [
    given('sub-x_events.tsv', 'onset\tduration\ttrial_type\n4\t6\ttap\n24\t6\ttap\n44\t6\ttap\n'),
  ])
  await expect(page.locator('main')).not.toContainText('Events are missing')
  await waitForPhase(page, 'waiting')
  const field = page.getByLabel(/Repetition time.*seconds/).first()
  await field.fill('2')
  await field.press('Enter')
  await waitForPhase(page, 'ready')
})
