import { readFileSync, writeFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { refusedAlone, refusedInputs, type BadInput } from '../support/badFiles.ts'
import { addFiles, expect, openApp, test, tinyRun, waitForPhase } from './support/page.ts'

const document = 'docs/messages.md'

/** A message as it stands on the page. */
interface SeenMessage {
  readonly severity: string
  readonly message: string
  readonly remedy: string
  readonly where: string
  readonly buttons: readonly string[]
}

test('whatever is dropped on a run, one clear message says what it is and the run stays', async ({
  page,
}) => {
  test.setTimeout(110_000)
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  const seen: [BadInput, SeenMessage][] = []
  for (const input of refusedInputs) {
    const [message] = await messagesAbout(page, input)
    await waitForPhase(page, 'ready')
    await expect(page.locator('main h1'), input.what).toContainText('slow_bold')
    seen.push([input, message])
  }
  const text = documentOf(seen)
  // GLMSCOPE_WRITE=1 takes what the page says now for what it should say.
  if (process.env['GLMSCOPE_WRITE'] === '1') writeFileSync(document, text)
  expect(text, `${document} is what the page says`).toBe(readFileSync(document, 'utf8'))
})

test('whatever is dropped first, nothing is shown and the reason is', async ({ page }) => {
  test.setTimeout(110_000)
  await openApp(page)
  for (const input of refusedAlone) {
    await messagesAbout(page, input)
    await waitForPhase(page, 'failed')
  }
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
})

/** Drops an input where no message stands and hands back the one that it leads to. */
async function messagesAbout(page: Page, { what, files }: BadInput): Promise<[SeenMessage]> {
  const list = page.getByRole('list', { name: 'Messages' })
  for (const button of await list.getByRole('button', { name: 'Dismiss' }).all()) await button.click()
  await expect(list.getByRole('listitem')).toHaveCount(0)
  await page.getByLabel('Add files').setInputFiles(
    files.map(({ name, bytes }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })),
  )
  await expect(list.getByRole('listitem'), what).not.toHaveCount(0)
  await expect(page.locator('main'), what).not.toHaveAttribute('data-phase', 'loading')
  const messages = await list.getByRole('listitem').evaluateAll((items) =>
    items.map((item) => {
      const textOf = (selector: string): string => item.querySelector(selector)?.textContent ?? ''
      const said = item.querySelector('p')?.textContent ?? ''
      const message = textOf('b')
      return {
        severity: textOf('.message-severity').replace('.', ''),
        message,
        remedy: said.slice(said.indexOf(message) + message.length).trim(),
        where: textOf('.message-where'),
        buttons: [...item.querySelectorAll('button')]
          .map((button) => button.textContent)
          .filter((name) => name !== 'Dismiss'),
      }
    }),
  )
  const [first] = messages
  if (first === undefined || messages.length > 1) {
    throw new Error(`${what} leads to ${String(messages.length)} messages: ${JSON.stringify(messages)}`)
  }
  for (const part of [first.severity, first.message, first.remedy, first.where]) {
    expect(part, `${what}: every part of the message is there`).not.toBe('')
  }
  return [first]
}

function documentOf(seen: readonly (readonly [BadInput, SeenMessage])[]): string {
  const parts = seen.map(([{ what }, { severity, message, remedy, where, buttons }]) =>
    [
      `### ${what.charAt(0).toUpperCase()}${what.slice(1)}`,
      `**${severity}.** **${message}** ${remedy}`,
      [`\`${where}\``, ...buttons.map((button) => `button “${button}”`)].join(' · '),
    ].join('\n\n'),
  )
  return (
    [
      '# What the page says about files it cannot use',
      'Every entry is a file that `tests/journeys/badInput.spec.ts` gives to the built page while a run is open, and the one\nmessage that follows; the run stays. The test fails when this file says anything else than the page does;\n`GLMSCOPE_WRITE=1` makes it write the file anew.',
      ...parts,
      '',
    ]
      .join('\n\n')
      .replace(/\n+$/, '\n')
      // On the page no line ends between a number and its unit.
      .replaceAll('\u00a0', ' ')
  )
}
