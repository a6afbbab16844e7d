import { writeFileSync } from 'node:fs'
import path from 'node:path'

import { format, resolveConfig } from 'prettier'

import { root } from '../scripts/lib/run.mjs'
import { openInApp, watched } from './lib/appJourney.mjs'
import { launch, serveBuilds } from './lib/browser.mjs'
import { filesOf } from './lib/generate.mjs'
import { describeMachine } from './lib/machine.mjs'
import { selfTimes } from './lib/selfTimes.mjs'
import { sizes } from './lib/sizes.mjs'
import { table } from './lib/statistics.mjs'

/**
 * Switches the design back and forth in the app with the classic run open, notes every task that keeps the page from answering
 * for more than 50 ms (the browser's own measure), profiles the page's thread meanwhile, and writes bench/profile.json.
 */
const presses = 8
const secondsPerPress = 5
const size = sizes.find(({ name }) => name === 'classic')
const files = await filesOf(size, path.join(root, '.cache', 'bench'))
const machine = await describeMachine()
const addresses = await serveBuilds()
const browser = await launch()

const { page, open } = await openInApp(browser, addresses.app, files)
const session = await page.context().newCDPSession(page)
await session.send('Profiler.enable')
await session.send('Profiler.start')
const toggles = []
for (let count = 0; count < presses; count++) {
  const minimal = await page.getByRole('radio', { name: 'Minimal' }).first().isChecked()
  const to = minimal ? 'Overparameterized' : 'Minimal'
  const press = () => page.getByText(to, { exact: true }).first().click()
  toggles.push({ to, ...(await watched(page, press, secondsPerPress)) })
}
const { profile } = await session.send('Profiler.stop')
await browser.close()
await addresses.close()

const rounded = (values) => values.map((value) => Math.round(value))
const summary = ({ readyMs, drawnMs, longTasks }) => ({
  readyMs: readyMs === null ? null : Math.round(readyMs),
  drawnMs: drawnMs === null ? null : Math.round(drawnMs),
  tasksOver50Ms: rounded(longTasks),
})
const contents = {
  machine,
  run: `${size.name}: ${size.what}`,
  open: summary(open),
  toggles: toggles.map(({ to, ...timing }) => ({ to, ...summary(timing) })),
  selfMsInToggles: selfTimes(profile).slice(0, 20),
}
const rows = contents.toggles.map(({ to, readyMs, drawnMs, tasksOver50Ms }) => [
  to,
  ...[readyMs, drawnMs].map((value) => (value === null ? 'remembered' : String(value))),
  tasksOver50Ms.join(' ') || 'none',
])
console.log(table([['press', 'ready, ms', 'drawn, ms', 'tasks over 50 ms'], ...rows]))
console.log(
  `\n${table([['page thread in all toggles, self ms', ''], ...contents.selfMsInToggles.map(({ what, ms }) => [what, String(ms)])])}`,
)
const target = path.join(root, 'bench', 'profile.json')
const options = { ...(await resolveConfig(target)), filepath: target }
writeFileSync(target, await format(JSON.stringify(contents), options))
console.log('\nbench/profile.json written')
