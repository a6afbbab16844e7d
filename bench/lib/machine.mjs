import os from 'node:os'

import { launch } from './browser.mjs'

/** What the numbers were measured on. */
export async function describeMachine() {
  const browser = await launch()
  const description = {
    processor: os.cpus()[0]?.model ?? 'unknown',
    threads: os.availableParallelism(),
    memoryGigabytes: Math.round(os.totalmem() / 1e9),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    browser: browser.version(),
    loadAtStart: Number(os.loadavg()[0].toFixed(1)),
  }
  await browser.close()
  return description
}
