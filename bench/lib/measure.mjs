import { appJourney } from './appJourney.mjs'
import { launch, peakMegabytes } from './browser.mjs'
import { spread } from './statistics.mjs'

const fitsPerModel = 5
/** ReML works on matrices of scans x scans: of long runs it is timed less often, and FAST, of eighteen components, not at all. */
const manyScans = 600

/** Noise models of pipeline B in toggles of both; A's is nilearn's AR(1). */
const toggledNoise = ['nilearn-ar1', 'spm12-reml-ar1']
const togglesPerModel = 8

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

async function inBenchPage(address, files, work) {
  const browser = await launch()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(address)
    await page.waitForFunction(() => 'bench' in window)
    if (files) await page.setInputFiles('#files', [files.bold, files.events])
    return await work(page, browser)
  } finally {
    await browser.close()
  }
}

/** The engine alone: inflating, reading, from the file to the first maps, and refits per noise model. */
async function measureEngine(address, size, files) {
  return inBenchPage(address, files, async (page, browser) => {
    const gunzips = []
    for (let i = 0; i < 2; i++) gunzips.push(await page.evaluate(() => window.bench.gunzip()))
    const opened = await page.evaluate(() => window.bench.open())
    const peak = await peakMegabytes(browser)
    const fits = {}
    for (const [kind, count] of Object.entries(fitCounts(size))) {
      const times = await page.evaluate(([noise, repeats]) => window.bench.fit(noise, repeats), [kind, count])
      fits[kind] = spread(times.slice(1))
    }
    const toggles = {}
    for (const kind of toggledNoise) {
      // The first two meet columns that later ones find.
      const times = await page.evaluate(
        ([noise, n]) => window.bench.toggle(noise, n),
        [kind, togglesPerModel + 2],
      )
      toggles[kind] = spread(times.slice(2))
    }
    return {
      megabytes: Math.round(gunzips[0].bytes / 1e6),
      voxels: opened.voxels,
      gunzipMs: spread(gunzips.map(({ ms }) => ms)),
      readMs: spread([opened.readMs]),
      fileToOneMapMs: spread([opened.firstMapsMs]),
      peakMegabytes: peak,
      fits,
      toggles,
    }
  })
}

/** The app as it is used: from the drop to both maps, and from one press to both new maps. */
async function measureApp(address, files, loads) {
  const journeys = []
  let peak = null
  for (let load = 0; load < loads; load++) {
    const browser = await launch()
    try {
      const journey = await appJourney(browser, address, files)
      peak = Math.max(peak ?? 0, (await peakMegabytes(browser)) ?? 0) || null
      journeys.push(journey)
    } finally {
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
    peakMegabytes: peak,
  }
}

/** Everything about one run; `report` is told what comes next. */
export async function measureSize(addresses, size, { files, report }) {
  report(`${size.name}: engine`)
  const engine = await measureEngine(addresses.page, size, files)
  report(`${size.name}: app, ${size.loads} times`)
  const app = await measureApp(addresses.app, files, size.loads)
  return { ...size, engine, app }
}

/** The compiled kernels against their twins. */
export function measureKernels(addresses) {
  return inBenchPage(addresses.page, null, (page) => page.evaluate(() => window.bench.kernels()))
}
