import { readFileSync, writeFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { doubtfulRuns, doubtfulTables } from '../support/doubtfulFiles.ts'
import { refusedAlone, refusedInputs, type BadInput } from '../support/badFiles.ts'
import { addFiles, expect, openApp, test, waitForPhase } from './support/page.ts'

const run = ['slow_bold.nii.gz', 'slow_events.tsv'].map((name) => `tests/fixtures/nilearn-more/${name}`)
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
  test.setTimeout(240_000)
  await openApp(page)
  await addFiles(page, run)
  await waitForPhase(page, 'ready')
  const seen: [BadInput, readonly SeenMessage[]][] = []
  for (const input of refusedInputs) {
    const [message] = await messagesAbout(page, input)
    await waitForPhase(page, 'ready')
    await expect(page.locator('main h1'), input.what).toContainText('slow_bold')
    seen.push([input, [message]])
  }
  const used: [BadInput, readonly SeenMessage[]][] = []
  for (const input of doubtfulTables) used.push([input, await messagesWhenUsed(page, input)])
  for (const input of doubtfulRuns) used.push([input, await messagesWhenUsed(page, input)])
  const text = documentOf(seen, used)
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
  await addFiles(page, run)
  await waitForPhase(page, 'ready')
})

const messageList = (page: Page) => page.getByRole('list', { name: 'Messages' })

/** Drops an input where no message stands. */
async function give(page: Page, { files }: BadInput): Promise<void> {
  const list = messageList(page)
  for (const button of await list.getByRole('button', { name: 'Dismiss' }).all()) await button.click()
  await expect(list.getByRole('listitem')).toHaveCount(0)
  await page.getByLabel('Add files').setInputFiles(
    files.map(({ name, bytes }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })),
  )
}

/** What the page says now. */
function messagesOn(page: Page): Promise<SeenMessage[]> {
  return messageList(page)
    .getByRole('listitem')
    .evaluateAll((items) =>
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
}

/** Hands back the one message that a refused input leads to. */
async function messagesAbout(page: Page, input: BadInput): Promise<[SeenMessage]> {
  const { what } = input
  await give(page, input)
  await expect(messageList(page).getByRole('listitem'), what).not.toHaveCount(0)
  await expect(page.locator('main'), what).not.toHaveAttribute('data-phase', 'loading')
  const messages = await messagesOn(page)
  const [first] = messages
  if (first === undefined || messages.length > 1) {
    throw new Error(`${what} leads to ${String(messages.length)} messages: ${JSON.stringify(messages)}`)
  }
  for (const part of [first.severity, first.message, first.remedy, first.where]) {
    expect(part, `${what}: every part of the message is there`).not.toBe('')
  }
  return [first]
}

/** What is said about an input that is used; what the run itself is like follows later and is not about the file. */
async function messagesWhenUsed(page: Page, input: BadInput): Promise<SeenMessage[]> {
  const [first] = input.files
  const name = first?.name ?? ''
  await give(page, input)
  const isRun = name.endsWith('_bold.nii')
  if (isRun) await expect(page.locator('main h1'), input.what).toContainText('seen_bold')
  else await expect(page.getByLabel(`${name} is taken for`), input.what).toHaveValue(/events|confounds/)
  await expect(page.locator('main'), input.what).toHaveAttribute('data-phase', /ready|waiting/, {
    timeout: 45_000,
  })
  const messages = await messagesOn(page)
  const used = messages.filter(({ where }) => where.startsWith(name.slice(0, 7)) || where.startsWith('seen'))
  if (!isRun) {
    // The next table is another file of the same name: this one goes first.
    await page.getByLabel(`${name} is taken for`).selectOption('unused')
    await expect(page.getByLabel(`${name} is taken for`)).toHaveValue('unused')
  }
  return used.filter(({ message }) => !message.includes('brighter than those that follow'))
}

function documentOf(
  refused: readonly (readonly [BadInput, readonly SeenMessage[]])[],
  used: readonly (readonly [BadInput, readonly SeenMessage[]])[],
): string {
  return [
    '# What the page says about files',
    'Every entry is a file that `tests/journeys/badInput.spec.ts` gives to the built page while a run is open, and what\nthe page says then. The test fails when this file says anything else than the page does; `GLMSCOPE_WRITE=1` makes\nit write the file anew.',
    '## Files that cannot be used',
    'One message follows, and the run stays.',
    ...refused.map(entryOf),
    '## Files that are used all the same',
    ...used.map(entryOf),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function entryOf([{ what }, messages]: readonly [BadInput, readonly SeenMessage[]]): string {
  const said = messages.map(({ severity, message, remedy, where, buttons }) =>
    [
      `**${severity}.** **${message}** ${remedy}`,
      [`\`${where}\``, ...buttons.map((button) => `button “${button}”`)].join(' · '),
    ].join('\n\n'),
  )
  const title = `### ${what.charAt(0).toUpperCase()}${what.slice(1)}`
  return [title, ...(said.length === 0 ? ['No message: it is read as it is meant.'] : said)].join('\n\n')
}
