import { expect, openApp, test } from './support/page.ts'

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' blob: data:; font-src 'self'; base-uri 'none'; form-action 'none'"

test('the landing page offers the sample and a place for files', async ({ page }) => {
  await openApp(page)
  await expect(page).toHaveTitle(/GLMscope/)
  await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible()
  await expect(page.getByLabel('Add files')).toHaveAttribute('multiple')
})

test('the built page carries the strict policy', async ({ page }) => {
  await openApp(page)
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute('content', policy)
})
