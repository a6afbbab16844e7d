import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Page, TestInfo } from '@playwright/test'

import { gzipMember, gzipMembers, joined } from '../support/gzipFiles.ts'
import { niftiFile, smallRun } from '../support/niftiFiles.ts'
import { addFiles, expect, openApp, test, tinyRun, waitForPhase } from './support/page.ts'

const block = 'tests/fixtures/runs/sub-block_task-tap'
const events = 'onset\tduration\ttrial_type\n2\t3\ttap\n8\t3\ttap\n'

type Given = readonly (readonly [name: string, content: Uint8Array | string])[]

async function give(page: Page, files: Given): Promise<void> {
  await page.getByLabel('Add files').setInputFiles(
    files.map(([name, content]) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(content),
    })),
  )
}

const run = smallRun()
const big = smallRun({ dim: [4, 12, 12, 12, 40] })
const forms: readonly (readonly [what: string, files: Given])[] = [
  ['NIfTI-2', [['a_bold.nii', smallRun({ version: 2 })]]],
  ['big-endian int16', [['a_bold.nii', smallRun({ littleEndian: false })]]],
  ['int64', [['a_bold.nii.gz', gzipMember(smallRun({ datatype: 'int64' }))]]],
  ['big-endian uint64', [['a_bold.nii', smallRun({ datatype: 'uint64', littleEndian: false })]]],
  ['float64', [['a_bold.nii', smallRun({ datatype: 'float64' })]]],
  ['a header extension', [['a_bold.nii.gz', gzipMember(smallRun({ extensionBytes: 64 }))]]],
  ['gzip of several members', [['a_bold.nii.gz', gzipMembers(big, 5)]]],
  ['padded gzip', [['a_bold.nii.gz', joined([gzipMember(run), new Uint8Array(512)])]]],
  [
    'gzip with something behind it',
    [['a_bold.nii.gz', joined([gzipMember(run), new Uint8Array(99).fill(9)])]],
  ],
  ['gzip without its ending', [['a_bold.nii', gzipMember(run)]]],
  ['more bytes than promised', [['a_bold.nii', joined([run, new Uint8Array(999)])]]],
  ['a pair', [['a_bold.hdr', pairHeader()], ['a_bold.img', run.slice(352)]]], // prettier-ignore
  ['a compressed pair', [['a_bold.img.gz', gzipMember(run.slice(352))], ['a_bold.hdr.gz', gzipMember(pairHeader())]]], // prettier-ignore
]

function pairHeader(): Uint8Array {
  return smallRun({ magic: 'ni1', voxelOffset: 0 }).slice(0, 348)
}

test('every form of a run that is allowed is read', async ({ page }) => {
  await openApp(page)
  for (const [i, [what, files]] of forms.entries()) {
    const stem = `form${String(i)}`
    await give(page, [
      ...files.map(([name, content]) => [name.replace('a_', `${stem}_`), content] as const),
      [`${stem}_events.tsv`, events],
    ])
    await expect(page.locator('main h1'), what).toContainText(`${stem}_bold`)
    await waitForPhase(page, 'ready')
    const size = what === 'gzip of several members' ? '12×12×12 · 40 vol' : '3×4×5 · 6 vol'
    await expect(page.locator('.files'), what).toContainText(size)
  }
})

/** A BIDS dataset on disk: two subjects, inherited sidecars, derivatives. */
function dataset(info: TestInfo): string {
  const root = info.outputPath('dataset')
  const copy = (from: string, to: string): void => put(to, readFileSync(from))
  const put = (to: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(root, to)), { recursive: true })
    writeFileSync(path.join(root, to), content)
  }
  put('dataset_description.json', '{"Name": "two"}')
  put('task-tap_bold.json', '{"RepetitionTime": 2, "EchoTime": 0.03}')
  for (const subject of ['01', '02']) {
    const stem = `sub-${subject}/func/sub-${subject}_task-tap`
    copy(`${block}_bold.nii.gz`, `${stem}_bold.nii.gz`)
    copy(`${block}_events.tsv`, `${stem}_events.tsv`)
    copy(
      `${block}_desc-confounds_timeseries.tsv`,
      `derivatives/fmriprep/${stem}_desc-confounds_timeseries.tsv`,
    )
  }
  put('sub-02/sub-02_task-tap_bold.json', '{"RepetitionTime": 2.5}')
  return root
}

test('a BIDS folder asks which run, and opens it with what belongs to it', async ({ page }, info) => {
  const root = dataset(info)
  await openApp(page)
  await page.getByLabel('Add a folder').setInputFiles(root)
  const dialog = page.getByRole('dialog', { name: 'Which run?' })
  await expect(dialog.getByRole('listitem')).toHaveText([/Subject 01 · task tap/, /Subject 02 · task tap/])
  await waitForPhase(page, 'waiting')
  await dialog.getByRole('button', { name: /Subject 02/ }).click()
  await waitForPhase(page, 'ready')
  await expect(page.locator('main h1')).toContainText('sub-02_task-tap_bold')
  const files = page.locator('.files')
  await expect(files).toContainText('TR 2.50 s')
  for (const name of ['sub-02_task-tap_events.tsv', 'sub-02_task-tap_desc-confounds_timeseries.tsv']) {
    await expect(page.getByLabel(`${name} is taken for`)).toBeVisible()
  }
  await page.getByLabel('Add a folder').setInputFiles(path.join(root, 'sub-01'))
  await expect(page.locator('main h1')).toContainText('sub-01_task-tap_bold')
  await waitForPhase(page, 'ready')
})

test('leaving the question open reads nothing', async ({ page }, info) => {
  await openApp(page)
  await page.getByLabel('Add a folder').setInputFiles(dataset(info))
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await waitForPhase(page, 'empty')
})

test('a run that needs much memory is asked about with its numbers, and nothing is lost', async ({
  page,
}, info) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  const huge = niftiFile({
    dim: [4, 300, 300, 100, 1000],
    datatype: 'float32',
    values: [],
    pixdim: [1, 1, 1, 1, 2],
  })
  // Compressible enough that the promise could be kept.
  const padded = gzipMember(joined([huge, new Uint8Array(64_000_000)]))
  const file = info.outputPath('huge_bold.nii.gz')
  writeFileSync(file, joined(Array.from({ length: 620 }, () => padded)))
  await addFiles(page, file)
  const dialog = page.getByRole('dialog', { name: 'This run needs much memory' })
  await expect(dialog).toContainText('about 22 GB of memory')
  for (const name of ['Find the brain first', 'Read the first scans only', 'Load anyway']) {
    await expect(dialog.getByRole('button', { name })).toBeVisible()
  }
  await dialog.getByRole('button', { name: 'Cancel' }).last().click()
  await waitForPhase(page, 'ready')
  await expect(page.locator('main h1')).toContainText('slow_bold')
})

test('decimal commas are read as points when asked', async ({ page }) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  await give(page, [['comma.tsv', 'onset\tduration\ttrial_type\n12,5\t5,0\ttap\n40,5\t5,0\ttap\n']])
  await page.getByRole('button', { name: 'Read as 12.5' }).click()
  await expect(page.locator('.files')).toContainText('2 tap')
  await waitForPhase(page, 'ready')
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('read as points')
})

test('confounds with decimal commas are read when asked; motion parameters of SPM need no header', async ({
  page,
}) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  const rows = (of: (t: number) => string): string => Array.from({ length: 60 }, (_, t) => of(t)).join('\n')
  await give(page, [
    ['csf_confounds.tsv', `csf\tdrift\n${rows((t) => `${String(t % 7)},5\t${String(t)}`)}\n`],
  ])
  await page.getByRole('button', { name: 'Read as 0.5' }).click()
  await expect(page.getByLabel('csf_confounds.tsv is taken for')).toHaveValue('confounds')
  await expect(page.locator('.files')).toContainText('2 columns')
  await give(page, [['rp_slow.txt', rows((t) => `  ${String(t % 5)}.5 0 1e-02 0.3 0.2 -${String(t % 3)}.1`)]])
  await expect(page.getByLabel('rp_slow.txt is taken for')).toHaveValue('confounds')
  await expect(page.locator('.files')).toContainText('6 columns')
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText(
    'SPM writes them: three translations in mm, then three rotations in radians',
  )
})

test('times in milliseconds are divided when asked', async ({ page }) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  await give(page, [['ms_events.tsv', 'onset\tduration\ttrial_type\n10000\t5000\ttap\n40000\t5000\ttap\n']])
  await page.getByRole('button', { name: 'Divide times by 1000' }).click()
  await expect(page.locator('.files')).toContainText('2 tap')
  await waitForPhase(page, 'ready')
})

test('what a file was taken for can be changed', async ({ page }) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  const rows = Array.from({ length: 60 }, (_, t) => `${String(t)},${String(t % 7)},tap`)
  await give(page, [['motion.csv', ['onset,duration,trial_type', ...rows, ''].join('\n')]])
  const role = page.getByLabel('motion.csv is taken for')
  await expect(role).toHaveValue('events')
  await role.selectOption('confounds')
  await expect(role).toHaveValue('confounds')
  await waitForPhase(page, 'waiting')
  await role.selectOption('unused')
  await expect(role).toHaveValue('unused')
})

test('what a file was taken for can be changed before there is a run, and taken out', async ({ page }) => {
  await openApp(page)
  const rows = Array.from({ length: 60 }, (_, t) => `${String(t)},${String(t % 7)},tap`)
  await give(page, [['motion.csv', ['onset,duration,trial_type', ...rows, ''].join('\n')]])
  const role = page.getByLabel('motion.csv is taken for')
  await expect(role).toHaveValue('events')
  await expect(page.locator('.files')).toContainText('motion.csv · 60 tap')
  await role.selectOption('confounds')
  await expect(role).toHaveValue('confounds')
  await expect(page.locator('.files')).toContainText('2 columns')
  await role.selectOption('unused')
  await expect(role).toHaveValue('unused')
  await waitForPhase(page, 'empty')
  await role.selectOption('confounds')
  await expect(role).toHaveValue('confounds')
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  await expect(role).toHaveValue('confounds')
  await expect(page.getByLabel('slow_events.tsv is taken for')).toHaveValue('events')
})

test('an anatomy on another grid becomes an underlay', async ({ page }) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  const values = Array.from({ length: 8000 }, (_, i) => i % 97)
  const sform = [4, 0, 0, -40, 0, 4, 0, -40, 0, 0, 4, -40]
  await give(page, [['sub_T1w.nii', niftiFile({ dim: [3, 20, 20, 20], values, sformCode: 1, sform })]])
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('not coregistered')
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('the maps keep their voxels')
  await expect(page.getByLabel('Underlay')).toHaveValue('anatomy')
  await page.getByLabel('sub_T1w.nii is taken for').selectOption('unused')
  await expect(page.getByLabel('Underlay')).toHaveValue('mean')
})

test('scans before equilibrium are seen, and a button leaves them out', async ({ page }) => {
  await openApp(page)
  const dim = [4, 8, 8, 8, 60]
  const values = Array.from({ length: 512 * 60 }, (_, i) => {
    const t = Math.floor(i / 512)
    return 1000 + (t < 3 ? 200 - 50 * t : 0) + ((i * 7919) % 13) + 5 * Math.sin(t + i)
  })
  await give(page, [
    ['bright_bold.nii', niftiFile({ dim, values, pixdim: [1, 3, 3, 3, 2] })],
    ['bright_events.tsv', 'onset\tduration\ttrial_type\n20\t10\ttap\n60\t10\ttap\n'],
  ])
  await waitForPhase(page, 'ready')
  await page.getByRole('button', { name: 'Leave out the first 3 scans' }).click()
  await expect(page.getByLabel('Leave out first scans')).toHaveValue('3')
  await waitForPhase(page, 'ready')
  await page.getByRole('button', { name: 'About this run' }).click()
  const card = page.getByRole('dialog', { name: 'About this run' })
  await expect(card).toContainText('8 × 8 × 8')
  await expect(card).toContainText('int16')
  await expect(card).toContainText('Median temporal SNR')
  await expect(card.getByRole('figure')).toHaveCount(2)
})

test('without a network after loading, a dropped run is still opened', async ({ page, context }) => {
  await openApp(page)
  await expect
    .poll(() => page.evaluate(() => [...document.fonts].every(({ status }) => status === 'loaded')))
    .toBe(true)
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  await expect(page.locator('canvas').first()).toBeVisible()
  await page.getByRole('tab', { name: /Design/ }).click()
  await expect(page.getByRole('figure').first()).toBeVisible()
})
