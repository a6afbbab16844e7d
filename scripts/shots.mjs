import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { chromium } from '@playwright/test'
import { preview } from 'vite'

import { findBrowser } from './findBrowser.mjs'
import { browserFlags } from './lib/browserFlags.mjs'
import { root } from './lib/run.mjs'
import { realJourneys, sampleJourneys } from './lib/screens.mjs'
import { build } from './lib/testSteps.mjs'

/**
 * Photographs every screen at three sizes into shots/. With REAL_DATA=<folder> also a run from that folder: its one-back BOLD
 * with sidecar, anatomy and the task-rest events. With a word as argument only the journeys whose names contain it.
 */
const sizes = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
]
const realRun = /^sub-real_task-(oneback_bold\.(nii\.gz|json)|taskrest_events\.tsv)$/

const shots = path.join(root, 'shots')
const realFolder = process.env['REAL_DATA']
const files = realFolder
  ? readdirSync(realFolder)
      .filter((name) => realRun.test(name))
      .map((name) => path.join(realFolder, name))
  : []

/** A table of events with a decimal comma: what the message screen refuses. */
function writeBadEvents() {
  const file = path.join(root, '.cache', 'decimal-comma_events.tsv')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, 'onset\tduration\ttrial_type\n0\t10\tmovement\n12,5\t10\tmovement\n')
  return file
}

/** Maps of one contrast from SPM12 and nilearn, under the names the tools give them. */
function mapsOfTwoTools() {
  const fixtures = path.join(root, 'tests', 'fixtures')
  const given = (name, ...place) => ({
    name,
    mimeType: '',
    buffer: readFileSync(path.join(fixtures, ...place)),
  })
  const spm = ['spmT_0001.nii.gz', 'con_0001.nii.gz'].map((name) => given(name, 'spm12-output', name))
  const nilearn = ['t', 'effect'].map((kind) =>
    given(
      `sub-block_task-tap_contrast-movement_stat-${kind}_statmap.nii.gz`,
      ...['nilearn', 'block-over-spmhrf-ar1', `movement_${kind}.nii.gz`],
    ),
  )
  return [...spm, ...nilearn]
}

async function photograph(page, screen, file, stage) {
  try {
    await screen.steps?.(stage)
    // Maps and charts are drawn a moment after the page is ready.
    if (screen.name !== 'progress') await page.waitForTimeout(2_000)
    await page.screenshot({ path: path.join(shots, file) })
    console.log(file)
  } catch (error) {
    console.warn(`${file} left out: ${String(error).split('\n')[0]}`)
  }
}

async function travel(browser, journey, size, address) {
  const context = await browser.newContext({ baseURL: address, viewport: size, colorScheme: 'dark' })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.warn(`${journey.name}: ${error.message}`))
  const stage = { page, files, anatomy, maps, badEvents }
  try {
    await journey.open(stage)
    for (const screen of journey.screens) {
      const file = `${journey.name}-${screen.name}-${size.width}x${size.height}.png`
      await photograph(page, screen, file, stage)
    }
  } catch (error) {
    console.warn(`${journey.name} at ${size.width}x${size.height} left out: ${String(error).split('\n')[0]}`)
  } finally {
    await context.close()
  }
}

const anatomy = realFolder
  ? readdirSync(realFolder).flatMap((name) =>
      /_T1w\.nii\.gz$/.test(name) ? [path.join(realFolder, name)] : [],
    )
  : []
const badEvents = writeBadEvents()
const maps = mapsOfTwoTools()
const built = await build()
if (built.exitCode !== 0) process.exit(1)
mkdirSync(shots, { recursive: true })
const server = await preview({ root, preview: { port: 0, host: 'localhost' } })
const { port } = server.httpServer.address()
const address = `http://localhost:${port}/`
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags(process.platform) })
const wanted = process.argv[2] ?? ''
const journeys = [...sampleJourneys, ...(files.length > 0 ? realJourneys : [])]
for (const journey of journeys.filter(({ name }) => name.includes(wanted))) {
  for (const size of sizes) await travel(browser, journey, size, address)
}
await browser.close()
await server.close()
