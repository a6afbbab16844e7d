import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

interface Barrier {
  readonly impact: string | null | undefined
  /** Rule, place and element in words. */
  readonly words: string
}

/** What axe finds to be serious or worse, in words. */
export async function seriousIn(
  page: Page,
  rules: 'all rules' | 'contrast' = 'all rules',
): Promise<string[]> {
  return (await found(page, rules))
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ words }) => words)
}

/** All that axe finds, however slight, in words. */
export async function barriersIn(page: Page): Promise<string[]> {
  return (await found(page, 'all rules')).map(({ words }) => words)
}

/**
 * What axe finds. Every rule that is asked for runs on every element; of what passes, axe only keeps no list, and the page has
 * no frames whose findings would have to be put together: both take several times as long as the rules.
 */
async function found(page: Page, rules: 'all rules' | 'contrast'): Promise<Barrier[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], ...(rules === 'contrast' && { runOnly: ['color-contrast'] }) })
    .setLegacyMode()
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => ({ impact, words: `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}` })),
  )
}
