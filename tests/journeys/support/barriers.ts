import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds to be serious or worse, in words. */
export async function seriousIn(
  page: Page,
  rules: 'all rules' | 'contrast' = 'all rules',
): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (rules === 'contrast') axe.withRules(['color-contrast'])
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`),
    )
}
