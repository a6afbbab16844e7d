import { readFileSync } from 'node:fs'
import path from 'node:path'

import { type Page, test as base, expect } from '@playwright/test'

/** What `<main>` says in data-phase; see docs/session-format.md. */
export type Phase = 'empty' | 'waiting' | 'loading' | 'fitting' | 'ready' | 'failed'

const policyMark = 'Content security policy violated'

/** Collects everything a page must never do: errors, breaches of its policy, requests to another origin. */
export async function watchPage(page: Page, origin: string): Promise<readonly string[]> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`Console error: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`Uncaught error: ${error.stack ?? error.message}`))
  page.on('crash', () => complaints.push('The page crashed.'))
  page.context().on('request', (request) => {
    const address = new URL(request.url())
    const local = ['blob:', 'data:', 'about:'].includes(address.protocol) || address.origin === origin
    if (!local) complaints.push(`Request to another origin: ${request.url()}`)
  })
  await page.addInitScript((mark) => {
    addEventListener('securitypolicyviolation', (breach) => {
      const place = `${breach.sourceFile}:${breach.lineNumber}:${breach.columnNumber}`
      console.error(`${mark}: ${breach.effectiveDirective} ${breach.blockedURI} (${place})`)
    })
  }, policyMark)
  return complaints
}

/** Playwright's test, whose page fails it by any error, policy breach or request to another origin. */
export const test = base.extend({
  page: async ({ page, baseURL }, use) => {
    const complaints = await watchPage(page, new URL(baseURL ?? 'http://localhost').origin)
    await use(page)
    expect(complaints, 'The page stayed free of errors and kept to itself').toEqual([])
  },
})

export { expect }

/** Waits until the app reports a phase; a fit in software rendering may take its time. */
export async function waitForPhase(page: Page, phase: Phase, timeoutMs = 45_000): Promise<void> {
  await expect(page.locator('main')).toHaveAttribute('data-phase', phase, { timeout: timeoutMs })
}

/** Opens the app and waits until it can take files. */
export async function openApp(page: Page): Promise<void> {
  await page.goto('./')
  await waitForPhase(page, 'empty')
}

/** A run of a few slices with its events, for what does not depend on the data. */
export const tinyRun = ['slow_bold.nii.gz', 'slow_events.tsv'].map(
  (name) => `tests/fixtures/nilearn-more/${name}`,
)

/** Gives files by path through the input, which takes everything a drop takes. */
export async function addFiles(page: Page, paths: string | readonly string[]): Promise<void> {
  await page.getByLabel('Add files').setInputFiles(typeof paths === 'string' ? [paths] : [...paths])
}

/** Opens the sample run from the landing page and waits for both fits. */
export async function openSample(page: Page): Promise<void> {
  await openApp(page)
  await page.getByRole('button', { name: 'Open the sample' }).click()
  await waitForPhase(page, 'ready')
}

/** Drops files by path on the page, as from a folder window; meant for files of a few megabytes. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const contents = paths.map((file) => ({
    name: path.basename(file),
    base64: readFileSync(file).toString('base64'),
  }))
  const transfer = await page.evaluateHandle((files) => {
    const dataTransfer = new DataTransfer()
    for (const { name, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      dataTransfer.items.add(new File([bytes], name))
    }
    return dataTransfer
  }, contents)
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', type, { dataTransfer: transfer })
  }
}
