import type { Page } from '@playwright/test'
import { seriousIn } from './support/barriers.ts'
import { expect, openApp, test, waitForPhase } from './support/page.ts'

/** Numbers on the page from whose unit a line could tear them. */
async function tornUnits(page: Page): Promise<readonly string[]> {
  const text = await page.locator('body').innerText()
  return text.match(/.{0,20}\d (%|s|ms|min|mm|Hz|[kMG]B)(?![\w]|\.\w).{0,10}/g) ?? []
}

test('page, maps and every tab are without serious barriers, dark and light, by keyboard alone', async ({
  page,
}) => {
  // axe walks the whole page once per tab and theme.
  test.setTimeout(180_000)
  await openApp(page)
  expect.soft(await seriousIn(page), 'landing').toEqual([])

  const sample = page.getByRole('button', { name: 'Open the sample' })
  for (let i = 0; i < 20 && !(await sample.evaluate((button) => button === document.activeElement)); i++) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await waitForPhase(page, 'ready')

  const tabs = await page.getByRole('tab').count()
  expect(tabs).toBeGreaterThanOrEqual(2)
  for (const theme of ['dark', 'light']) {
    for (let i = 0; i < tabs; i++) {
      await page.keyboard.press(String(i + 1))
      await expect(page.getByRole('tab').nth(i)).toHaveAttribute('aria-selected', 'true')
      await expect(page.getByRole('tabpanel')).toBeVisible()
      // Another theme changes nothing but colours.
      const rules = theme === 'dark' ? 'all rules' : 'contrast'
      if (theme === 'dark') expect.soft(await tornUnits(page)).toEqual([])
      expect.soft(await seriousIn(page, rules), `tab ${String(i + 1)}, ${theme}`).toEqual([])
    }
    await page.getByRole('button', { name: 'Light theme' }).focus()
    await page.keyboard.press('Enter')
  }

  await page.keyboard.press('c')
  await expect(page.getByLabel('Contrast', { exact: true })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('-movement')
  await waitForPhase(page, 'ready')
  await expect(page.locator('.view-a')).toContainText('-movement')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('nonsense')
  await expect(page.getByLabel('Contrast', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await waitForPhase(page, 'ready')
})
