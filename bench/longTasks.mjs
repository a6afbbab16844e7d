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
import { rendererOf, tasksDuring } from './lib/tasks.mjs'

/**
 * Switches the design back and forth in the app with the classic run open, in several fresh browsers, notes every task of the page's
 * thread with its wall time and its processor time, and writes bench/profile.json. Where the thread spends its time is sampled in a
 * browser of its own, because sampling makes tasks longer.
 */
const rounds = 3
const presses = 4
const secondsPerPress = 3
const longMs = 50
const size = sizes.find(({ name }) => name === 'classic')
const files = await filesOf(size, path.join(root, '.cache', 'bench'))
const machine = await describeMachine()
const addresses = await serveBuilds()

/** Presses the switch and says what was pressed, when both maps were there, and the tasks meanwhile. */
async function pressed(page) {
  const minimal = await page.getByRole('radio', { name: 'Minimal' }).first().isChecked()
  const to = minimal ? 'Overparameterized' : 'Minimal'
  // The element is looked for before: looking takes tasks of its own, which are not the app's.
  const target = await page.getByText(to, { exact: true }).first().elementHandle()
  const press = async () => {
    const { x, y, width, height } = await target.boundingBox()
    await page.mouse.click(x + width / 2, y + height / 2)
  }
  let timing
  const tasks = await tasksDuring(page, async () => {
    timing = await watched(page, press, secondsPerPress)
  })
  return { to, readyMs: timing.readyMs, drawnMs: timing.drawnMs, tasks }
}

/** Opens the run in a fresh browser, presses as often as asked, and closes it. */
async function journey(work) {
  const browser = await launch()
  try {
    const { page } = await openInApp(browser, addresses.app, files)
    return await work(page)
  } finally {
    await browser.close()
  }
}

const toggles = []
let renderer = null
for (let round = 0; round < rounds; round++) {
  await journey(async (page) => {
    for (let press = 0; press < presses; press++) toggles.push(await pressed(page))
    renderer = await rendererOf(page)
  })
}
const profile = await journey(async (page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.start')
  for (let count = 0; count < presses; count++) await pressed(page)
  return (await session.send('Profiler.stop')).profile
})
await addresses.close()

/** What a busy machine has not drawn while it was watched is not known. */
const rounded = (ms) => (Number.isFinite(ms) ? Math.round(ms) : null)
const task = ({ wallMs, cpuMs }) => ({ wallMs: rounded(wallMs), cpuMs: rounded(cpuMs) })
const longest = (tasks, time) => rounded(Math.max(0, ...tasks.map((each) => each[time] ?? NaN)))
const summary = ({ tasks, to, readyMs, drawnMs }) => ({
  ...{ to, readyMs: rounded(readyMs), drawnMs: rounded(drawnMs) },
  longestWallMs: longest(tasks, 'wallMs'),
  longestCpuMs: longest(tasks, 'cpuMs'),
  allTasks: task({
    wallMs: tasks.reduce((sum, { wallMs }) => sum + wallMs, 0),
    cpuMs: tasks.some(({ cpuMs }) => cpuMs === null)
      ? null
      : tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  }),
  tasksOver50Ms: tasks.filter(({ wallMs }) => wallMs > longMs).map(task),
})
const all = toggles.flatMap(({ tasks }) => tasks)
const contents = {
  machine,
  ...renderer,
  run: `${size.name}: ${size.what}`,
  presses: toggles.length,
  tasksOver50Ms: {
    byWallTime: all.filter(({ wallMs }) => wallMs > longMs).length,
    byProcessorTime: all.filter(({ cpuMs }) => cpuMs > longMs).length,
  },
  longest: { wallMs: longest(all, 'wallMs'), cpuMs: longest(all, 'cpuMs') },
  toggles: toggles.map(summary),
  selfMsInToggles: selfTimes(profile).slice(0, 20),
}
const words = ({ readyMs }, value) => (readyMs === null ? 'remembered' : String(value ?? 'later'))
const rows = contents.toggles.map((press) => [
  press.to,
  ...[press.readyMs, press.drawnMs].map((value) => words(press, value)),
  ...[press.longestWallMs, press.longestCpuMs].map(String),
  press.tasksOver50Ms.map(({ wallMs, cpuMs }) => `${wallMs}/${cpuMs ?? '?'}`).join(' ') || 'none',
])
const head = [
  'press',
  'ready, ms',
  'drawn, ms',
  'longest task, ms',
  'longest by processor',
  'over 50 ms, wall/processor',
]
console.log(
  `Drawn by ${renderer.renderer}${renderer.inSoftware ? ', in software' : ''}; load ${machine.loadAtStart}\n`,
)
console.log(table([head, ...rows]))
console.log(
  `\n${table([['page thread in four more presses, self ms', ''], ...contents.selfMsInToggles.map(({ what, ms }) => [what, String(ms)])])}`,
)
const { byWallTime, byProcessorTime } = contents.tasksOver50Ms
console.log(
  `\n${contents.presses} presses: ${byWallTime} tasks over 50 ms of wall time, ${byProcessorTime} over 50 ms of processor time; ` +
    `longest ${contents.longest.wallMs} and ${contents.longest.cpuMs ?? '?'} ms`,
)
const target = path.join(root, 'bench', 'profile.json')
const options = { ...(await resolveConfig(target)), filepath: target }
writeFileSync(target, await format(JSON.stringify(contents), options))
console.log('\nbench/profile.json written')
