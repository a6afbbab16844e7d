import { mkdirSync, symlinkSync, writeFileSync, readFileSync } from 'node:fs'
import path from 'node:path'

import type { Page, TestInfo } from '@playwright/test'

import { expect, openApp, test, waitForPhase } from './support/page.ts'

const block = 'tests/fixtures/runs/sub-block_task-tap'

/** Drops paths of this computer on the page as a file manager does: the browser itself looks into folders. */
async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 700,
      y: 450,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    })
  }
}

function put(root: string, to: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(root, to)), { recursive: true })
  writeFileSync(path.join(root, to), content)
}

/** Two subjects with inherited sidecars, and more files in one folder than the browser hands out at once. */
function dataset(info: TestInfo): string {
  const root = info.outputPath('dataset')
  put(root, 'task-tap_bold.json', '{"RepetitionTime": 2}')
  for (const subject of ['01', '02']) {
    const stem = `sub-${subject}/func/sub-${subject}_task-tap`
    for (let i = 0; i < 120; i++) put(root, `sub-${subject}/func/notes-${String(i)}.txt`, 'nothing')
    put(root, `${stem}_bold.nii.gz`, readFileSync(`${block}_bold.nii.gz`))
    put(root, `${stem}_events.tsv`, readFileSync(`${block}_events.tsv`))
  }
  put(root, 'sub-02/sub-02_task-tap_bold.json', '{"RepetitionTime": 2.5}')
  put(root, '.git/sub-03_task-tap_bold.nii.gz', 'hidden')
  return root
}

test('a BIDS folder dropped on the page asks which run, and opens it with what belongs to it', async ({
  page,
}, info) => {
  const root = dataset(info)
  await openApp(page)
  await dropPaths(page, [root])
  const dialog = page.getByRole('dialog', { name: 'Which run?' })
  await expect(dialog.getByRole('listitem')).toHaveText([/Subject 01 · task tap/, /Subject 02 · task tap/])
  await dialog.getByRole('button', { name: /Subject 02/ }).click()
  await waitForPhase(page, 'ready')
  await expect(page.locator('main h1')).toContainText('sub-02_task-tap_bold')
  await expect(page.locator('.files')).toContainText('TR 2.50 s')
  await expect(page.getByLabel('sub-02_task-tap_events.tsv is taken for')).toBeVisible()
})

test('files dropped one after the other find each other', async ({ page }) => {
  await openApp(page)
  await dropPaths(page, [path.resolve(`${block}_events.tsv`)])
  await waitForPhase(page, 'waiting')
  await dropPaths(page, [path.resolve(`${block}_bold.nii.gz`), path.resolve(`${block}_bold.json`)])
  await waitForPhase(page, 'ready')
})

test('an empty folder is named as such', async ({ page }, info) => {
  const root = info.outputPath('empty')
  mkdirSync(root, { recursive: true })
  await openApp(page)
  await dropPaths(page, [root])
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('The folder holds no files.')
  await waitForPhase(page, 'failed')
})

test('a link that leads nowhere does not keep the rest from being opened', async ({ page }, info) => {
  const root = info.outputPath('linked')
  put(root, 'func/sub-01_task-tap_bold.nii.gz', readFileSync(`${block}_bold.nii.gz`))
  put(root, 'func/sub-01_task-tap_bold.json', '{"RepetitionTime": 2}')
  symlinkSync('nowhere', path.join(root, 'func/sub-01_task-tap_events.tsv'))
  await openApp(page)
  await dropPaths(page, [root])
  await waitForPhase(page, 'waiting')
  await expect(page.locator('main h1')).toContainText('sub-01_task-tap_bold')
})
