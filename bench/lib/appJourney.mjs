/** Runs in the app's page: notes when phases change, when things are pressed and what keeps the page from answering. */
function watch() {
  const notes = { phases: [], starts: [], longTasks: [] }
  window.benchNotes = notes
  const note = (list, entry) => list.push({ at: performance.now(), ...entry })
  addEventListener('change', (event) => note(notes.starts, { type: event.type }), true)
  addEventListener('click', (event) => note(notes.starts, { type: event.type }), true)
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) notes.longTasks.push({ at: startTime, duration })
  }).observe({ type: 'longtask' })
  const look = () => {
    const main = document.querySelector('main')
    if (!main) {
      requestAnimationFrame(look)
      return
    }
    new MutationObserver(() => {
      const { phase } = main.dataset
      const entry = { at: performance.now(), phase, drawn: NaN }
      notes.phases.push(entry)
      // The second frame after a change comes when the first has been drawn.
      requestAnimationFrame(() => requestAnimationFrame(() => (entry.drawn = performance.now())))
    }).observe(main, { attributeFilter: ['data-phase'] })
  }
  addEventListener('DOMContentLoaded', look)
}

const patience = { timeout: 120_000 }

/** Does something on the page and says how long it took until both maps were ready, and until they were drawn. */
async function timed(page, act) {
  await page.evaluate(() => {
    for (const list of Object.values(window.benchNotes)) list.length = 0
  })
  await act()
  await page.waitForFunction(
    () => {
      const { phases } = window.benchNotes
      return (
        phases.some(({ phase }) => phase === 'fitting') &&
        phases.at(-1).phase === 'ready' &&
        phases.at(-1).drawn > 0
      )
    },
    undefined,
    patience,
  )
  return page.evaluate(() => {
    const { phases, starts, longTasks } = window.benchNotes
    const { at, drawn } = phases.at(-1)
    const start = starts[0].at
    const tasks = longTasks.filter((task) => task.at >= start - 5).map(({ duration }) => duration)
    return { readyMs: at - start, drawnMs: drawn - start, longTasks: tasks }
  })
}

/** Does something and says what kept the page from answering in the seconds after; ready is null where nothing was fitted. */
export async function watched(page, act, seconds) {
  await page.evaluate(() => {
    for (const list of Object.values(window.benchNotes)) list.length = 0
  })
  await act()
  await page.waitForTimeout(1e3 * seconds)
  return page.evaluate(() => {
    const { phases, starts, longTasks } = window.benchNotes
    const start = starts[0].at
    const ready = phases.findLast(({ phase }) => phase === 'ready')
    const tasks = longTasks.filter((task) => task.at >= start - 5).map(({ duration }) => duration)
    return {
      readyMs: ready === undefined ? null : ready.at - start,
      drawnMs: ready === undefined ? null : ready.drawn - start,
      longTasks: tasks,
    }
  })
}

/**
 * Adds the files and waits for both maps.
 * @returns {Promise<{ page: import('@playwright/test').Page, open: Timing & { peakMegabytes: number | null } }>}
 * @typedef {{ readyMs: number, drawnMs: number, longTasks: number[] }} Timing
 */
export async function openInApp(browser, address, { bold, events }, peakMegabytes = () => null) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.goto(address)
  await page.locator('main[data-phase="empty"]').waitFor(patience)
  // Nobody adds a run before: the page loads what it will need, the workers warm up.
  await page.waitForTimeout(2_500)
  const open = await timed(page, () => page.getByLabel('Add files').setInputFiles([bold, events]))
  const peak = await peakMegabytes()
  // The viewers are made after the first maps, the workers multiply ahead: a toggle is measured on a page at rest.
  await page.waitForTimeout(4_000)
  return { page, open: { ...open, peakMegabytes: peak } }
}

/**
 * One user's way through the app: adds the files, waits for both maps, switches the design of both pipelines.
 * @returns {Promise<{ open: Timing, toggle: Timing }>}
 */
export async function appJourney(browser, address, files, peakMegabytes) {
  const { page, open } = await openInApp(browser, address, files, peakMegabytes)
  const minimal = await page.getByRole('radio', { name: 'Minimal' }).first().isChecked()
  const other = minimal ? 'Overparameterized' : 'Minimal'
  const toggle = await timed(page, () => page.getByText(other, { exact: true }).first().click())
  return { open, toggle, close: () => page.context().close() }
}
