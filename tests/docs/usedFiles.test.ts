import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import type { Message } from '../../src/state/appState.ts'
import type { BadInput } from '../support/badFiles.ts'
import { doubtfulRuns, doubtfulTables } from '../support/doubtfulFiles.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import { inProcessApp, openFiles, until, type InProcessApp } from '../support/inProcessApp.ts'
import { phase } from '../../src/state/phase.ts'

const document = new URL('../../docs/messages-used.md', import.meta.url)
const apps: InProcessApp[] = []

afterAll(() => {
  for (const app of apps) app.stop()
})

/** What is said once an input has been taken in and fitted as far as it can be. */
async function said({ files }: BadInput): Promise<readonly Message[]> {
  const app = inProcessApp(1)
  apps.push(app)
  const before = await openFiles(app, tinyRun())
  app.actions.addFiles(files.map(({ name, bytes }) => new File([bytes.slice()], name)))
  const { messages } = await until(
    app,
    (state) => state.run !== before.run && ['ready', 'waiting'].includes(phase(state)),
  )
  expect(
    messages.filter(({ severity, scope }) => severity === 'error' && ['files', 'run'].includes(scope)),
  ).toEqual([])
  const names = new Set(files.map(({ name }) => name))
  // What a run is like is found out later and is not about its file.
  return messages.filter(({ file, code }) => names.has(file ?? '') && code !== 'scans-before-equilibrium')
}

const severities = { error: 'Error', warning: 'Warning', note: 'Note' }

function entryOf({ what }: BadInput, messages: readonly Message[]): string {
  const parts = messages.map(({ severity, message, remedy, file, line, action }) => {
    const where = `\`${file ?? ''}${line === undefined ? '' : `, line ${String(line)}`}\``
    const offered = action === undefined ? '' : ' · with a button for it'
    return `**${severities[severity]}.** **${message}** ${remedy}\n\n${where}${offered}`
  })
  const title = `### ${what.charAt(0).toUpperCase()}${what.slice(1)}`
  return [title, ...(parts.length === 0 ? ['No message: it is read as it is meant.'] : parts)].join('\n\n')
}

it('docs/messages-used.md says what is said of files that are used although something is doubtful', async () => {
  const entries: string[] = []
  for (const input of [...doubtfulTables, ...doubtfulRuns]) entries.push(entryOf(input, await said(input)))
  const text = [
    '# What is said about files that are used all the same',
    'Every entry is a file that `tests/docs/usedFiles.test.ts` adds to an open run of 60 scans, and what is said then; files that\ncannot be used are in [messages.md](messages.md). The test fails when this file says anything else;\n`GLMSCOPE_WRITE=1` makes it write the file anew.',
    ...entries,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
  if (process.env['GLMSCOPE_WRITE'] === '1') writeFileSync(document, text)
  expect(text).toBe(readFileSync(document, 'utf8'))
}, 120_000)
