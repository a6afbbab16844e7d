import { appJourney } from './appJourney.mjs'
import { launch, peakMegabytes } from './browser.mjs'
import { spread } from './statistics.mjs'

const noiseModels = ['ols', 'nilearn-ar1', 'spm12-reml-ar1', 'spm12-fast']
const fitsPerModel = 5
/** FAST has some eighteen components of n x n: one more fit of it than this says nothing more. */
const fastFits = 2

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
async function measureEngine(address, files) {
  return inBenchPage(address, files, async (page, browser) => {
    const gunzips = []
    for (let i = 0; i < 2; i++) gunzips.push(await page.evaluate(() => window.bench.gunzip()))
    const opened = await page.evaluate(() => window.bench.open())
    const peak = await peakMegabytes(browser)
    const fits = {}
    for (const kind of noiseModels) {
      const count = kind === 'spm12-fast' ? fastFits : fitsPerModel
      const times = await page.evaluate(([noise, repeats]) => window.bench.fit(noise, repeats), [kind, count])
      // The first fit of a kind prepares what later ones find.
      fits[kind] = spread(times.length > 1 ? times.slice(1) : times)
    }
    return {
      megabytes: Math.round(gunzips[0].bytes / 1e6),
      voxels: opened.voxels,
      gunzipMs: spread(gunzips.map(({ ms }) => ms)),
      readMs: spread([opened.readMs]),
      fileToOneMapMs: spread([opened.firstMapsMs]),
      peakMegabytes: peak,
      fits,
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
  const engine = await measureEngine(addresses.page, files)
  report(`${size.name}: app, ${size.loads} times`)
  const app = await measureApp(addresses.app, files, size.loads)
  return { ...size, engine, app }
}

/** The compiled kernels against their twins. */
export function measureKernels(addresses) {
  return inBenchPage(addresses.page, null, (page) => page.evaluate(() => window.bench.kernels()))
}
