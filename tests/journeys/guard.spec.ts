import { expect, test } from '@playwright/test'

import { watchPage } from './support/page.ts'

/** The guard that every journey relies on is shown to catch what it is for. */
const offences = [
  { name: 'a console error', script: () => console.error('planted'), complaint: /Console error: planted/ },
  {
    name: 'an uncaught error',
    script: () =>
      void setTimeout(() => {
        throw new Error('planted')
      }),
    complaint: /Uncaught error: .*planted/,
  },
  {
    name: 'a request the policy refuses',
    script: () => void fetch('https://other.invalid/').catch(() => undefined),
    complaint: /Content security policy violated: connect-src/,
  },
  {
    name: 'a script the policy refuses',
    script: () => {
      const element = document.createElement('script')
      element.textContent = 'window.planted = true'
      document.head.append(element)
    },
    complaint: /Content security policy violated: script-src/,
  },
]

for (const { name, script, complaint } of offences) {
  test(`the guard notices ${name}`, async ({ page, baseURL }) => {
    const complaints = await watchPage(page, new URL(baseURL ?? '').origin)
    await page.goto('./')
    await page.evaluate(script)
    await expect.poll(() => complaints.join('\n')).toMatch(complaint)
  })
}

test('the guard notices a request to another origin', async ({ page }) => {
  const complaints = await watchPage(page, 'http://elsewhere.invalid')
  await page.goto('./')
  await expect.poll(() => complaints.join('\n')).toMatch(/Request to another origin: /)
})
