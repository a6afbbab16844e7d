import { appJourney } from './appJourney.mjs'
import { launch, peakMegabytes, programMegabytes, watchPrivateMegabytes } from './browser.mjs'
import { spread } from './statistics.mjs'

const fitsPerModel = 5
/** A garbage collection more or less moves a toggle by a quarter. */
const togglesPerKind = 15
/** ReML works on matrices of scans x scans: of long runs it is timed less often, and FAST, of eighteen components, not at all. */
const manyScans = 600

/** How often each noise model is fitted; the first time prepares what later ones find and is left out. */
function fitCounts({ scans }) {
  const isLong = scans > manyScans
  return {
    ols: fitsPerModel,
    'nilearn-ar1': fitsPerModel,
    'spm12-reml-ar1': isLong ? 2 : fitsPerModel,
    ...(isLong ? {} : { 'spm12-fast': 2 }),
  }
}

/** The workers have warmed up by then: nobody drops a run before. */
const idleMs = 2_500

/** Work in a page of the engine without a screen, with the files chosen. */
export async function inBenchPage(address, files, work) {
  const browser = await launch()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(180_000)
    await page.goto(address)
    await page.waitForFunction(() => 'bench' in window)
    if (files) await page.setInputFiles('#files', [files.bold, files.events])
    await page.waitForTimeout(idleMs)
    return await work(page, browser)
  } finally {
    await browser.close()
  }
}

/** From the file to all maps of some pipelines, each time in a fresh browser, with gunzip alone in the same browser. */
async function measureOpening(address, { files, panes, loads }) {
  const rounds = []
  for (let load = 0; load < loads; load++) {
    rounds.push(
      await inBenchPage(address, files, async (page, browser) => {
        const gunzip = await page.evaluate(() => window.bench.gunzip())
        const opened = await page.evaluate((which) => window.bench.open(which), panes)
        return { gunzip, ...opened, peak: await peakMegabytes(browser) }
      }),
    )
  }
  const of = (read) => spread(rounds.map(read))
  return {
    megabytes: Math.round(rounds[0].gunzip.bytes / 1e6),
    voxels: rounds[0].voxels,
    gunzipMs: of(({ gunzip }) => gunzip.ms),
    readMs: of(({ readMs }) => readMs),
    mapsMs: of(({ mapsMs }) => mapsMs),
    timesGunzip: spread(
      rounds.map(({ gunzip, mapsMs }) => mapsMs / gunzip.ms),
      2,
    ),
    peakMegabytes: Math.max(...rounds.map(({ peak }) => peak ?? 0)) || null,
  }
}

/** Switching designs and refits per noise model, on a run that is open. */
async function measureRefits(address, size, files) {
  return inBenchPage(address, files, async (page) => {
    await page.evaluate(() => window.bench.open('nilearn, SPM12'))
    const toggles = {}
    const kinds = size.scans > manyScans ? ['nilearn, nilearn'] : ['nilearn, nilearn', 'nilearn, SPM12']
    for (const panes of kinds) {
      const toggle = (count) =>
        page.evaluate(([which, repeats]) => window.bench.toggle(which, repeats), [panes, count])
      await toggle(2)
      await page.evaluate(() => window.bench.rest())
      toggles[panes] = spread(await toggle(togglesPerKind))
    }
    const fits = {}
    for (const [kind, count] of Object.entries(fitCounts(size))) {
      const times = await page.evaluate(([noise, repeats]) => window.bench.fit(noise, repeats), [kind, count])
      fits[kind] = spread(times.slice(1))
    }
    return { toggles, fits }
  })
}

/** The engine alone, without a screen. */
async function measureEngine(address, size, { files, report }) {
  const openings = {}
  for (const panes of ['nilearn', 'nilearn, nilearn', 'nilearn, SPM12']) {
    report(`${size.name}: file to maps, ${panes}, ${size.loads} times`)
    openings[panes] = await measureOpening(address, { files, panes, loads: size.loads })
  }
  report(`${size.name}: refits`)
  return { openings, ...(await measureRefits(address, size, files)) }
}

/** The app as it is used: from the drop to both maps, and from one press to both new maps. */
async function measureApp(address, files, loads) {
  const journeys = []
  let peak = null
  let program = null
  for (let load = 0; load < loads; load++) {
    const browser = await launch()
    const watched = watchPrivateMegabytes(browser)
    try {
      const journey = await appJourney(browser, address, files, () => {
        watched.stop()
        return peakMegabytes(browser)
      })
      peak = Math.max(peak ?? 0, (await peakMegabytes(browser)) ?? 0) || null
      program = await programMegabytes(browser)
      journeys.push({ ...journey, privatePeak: watched.peak() })
    } finally {
      watched.stop()
      await browser.close()
    }
  }
  const toggleTasks = journeys.flatMap(({ toggle }) => toggle.longTasks)
  return {
    dropToReadyMs: spread(journeys.map(({ open }) => open.readyMs)),
    toggleReadyMs: spread(journeys.map(({ toggle }) => toggle.readyMs)),
    toggleDrawnMs: spread(journeys.map(({ toggle }) => toggle.drawnMs)),
    toggleLongestTaskMs: Math.round(Math.max(0, ...toggleTasks)),
    toggleTasksOver50Ms: Math.round((toggleTasks.length / journeys.length) * 10) / 10,
    loadingPeakMegabytes: Math.max(...journeys.map(({ open }) => open.peakMegabytes ?? 0)) || null,
    loadingPrivatePeakMegabytes: Math.max(...journeys.map(({ privatePeak }) => privatePeak ?? 0)) || null,
    peakMegabytes: peak,
    programMegabytes: program,
  }
}

/** Everything about one run; `report` is told what comes next. */
export async function measureSize(addresses, size, { files, report }) {
  const engine = await measureEngine(addresses.page, size, { files, report })
  report(`${size.name}: app, ${size.loads} times`)
  const app = await measureApp(addresses.app, files, size.loads)
  return { ...size, engine, app }
}

/** The compiled kernels against their twins. */
export function measureKernels(addresses) {
  return inBenchPage(addresses.page, null, (page) => page.evaluate(() => window.bench.kernels()))
}
