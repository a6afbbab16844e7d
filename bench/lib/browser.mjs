import { readFileSync } from 'node:fs'
import path from 'node:path'
import { clearInterval, setInterval } from 'node:timers'

import { chromium } from '@playwright/test'
import { build, preview } from 'vite'

import { findBrowser } from '../../scripts/findBrowser.mjs'
import { browserFlags } from '../../scripts/lib/browserFlags.mjs'
import { root } from '../../scripts/lib/run.mjs'

/** Builds the app and the benchmark's own page beside dist/, which stays as it is, and serves both. */
export async function serveBuilds() {
  const parts = [
    { outDir: path.join(root, '.cache', 'bench-app'), input: path.join(root, 'index.html') },
    { outDir: path.join(root, '.cache', 'bench-page'), input: path.join(root, 'bench', 'page.html') },
  ]
  const servers = []
  for (const { outDir, input } of parts) {
    const rollupOptions = { input }
    await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true, rollupOptions } })
    const server = await preview({
      root,
      logLevel: 'error',
      build: { outDir },
      preview: { port: 0, host: 'localhost' },
    })
    servers.push(server)
  }
  const [app, page] = servers.map((server) => `http://localhost:${server.httpServer.address().port}/`)
  return {
    app,
    page: `${page}bench/page.html`,
    close: () => Promise.all(servers.map((server) => server.close())),
  }
}

/** A browser of its own for one measurement, so that memory is that measurement's. */
export function launch() {
  return chromium.launch({ executablePath: findBrowser(), args: browserFlags(process.platform) })
}

/** Peak memory in MB of the browser's page process so far, workers included; null where the system does not tell. */
export function peakMegabytes(browser) {
  return mostMegabytes(browser, 'VmHWM')
}

/** What of it is mapped from files: the browser's program, in memory once for all its processes. */
export function programMegabytes(browser) {
  return mostMegabytes(browser, 'RssFile')
}

/**
 * Watches what of the page's process is its own, as the browser's task manager counts it: without what is mapped from files or shared.
 * @returns {{ peak(): number | null, stop(): void }} the peak so far in MB; null where the system does not tell
 */
export function watchPrivateMegabytes(browser) {
  let most = null
  const timer = setInterval(async () => {
    most = Math.max(most ?? 0, (await mostMegabytes(browser, 'RssAnon')) ?? 0) || null
  }, 100)
  return { peak: () => most, stop: () => clearInterval(timer) }
}

async function mostMegabytes(browser, field) {
  const pattern = new RegExp(`${field}:\\s+(\\d+) kB`)
  try {
    const { processInfo } = await (await sessionOf(browser)).send('SystemInfo.getProcessInfo')
    const sizes = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => pattern.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1])
    return Math.round(Math.max(...sizes.map(Number)) / 1e3)
  } catch {
    return null
  }
}

const sessions = new WeakMap()

function sessionOf(browser) {
  if (!sessions.has(browser)) sessions.set(browser, browser.newBrowserCDPSession())
  return sessions.get(browser)
}
