import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import { findBrowser } from '../findBrowser.mjs'
import { freePort } from './freePort.mjs'
import { commandScript, root, runNode } from './run.mjs'
import { tallyPlaywright, tallyVitest } from './tally.mjs'

/** The path of a fresh report: an old one never speaks for a new run. */
function freshReport(name) {
  const file = path.join(root, '.cache', name)
  mkdirSync(path.dirname(file), { recursive: true })
  rmSync(file, { force: true })
  return file
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Builds dist/. */
export function build() {
  return runNode([commandScript('vite'), 'build', '--logLevel', 'warn'], { show: true })
}

/** Runs the unit tests. */
export async function runUnitTests() {
  const file = freshReport('unit-tests.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { exitCode } = await runNode([commandScript('vitest'), 'run', ...reporters], { show: true })
  return tallyVitest(readReport(file), exitCode)
}

/**
 * Runs the journeys in a browser against the build in dist/.
 * @param {readonly string[]} [args] for Playwright, such as a part of a file name
 */
export async function runBrowserTests(args = []) {
  const file = freshReport('browser-tests.json')
  const env = { GLMSCOPE_BROWSER: findBrowser(), GLMSCOPE_PORT: String(await freePort()) }
  const script = commandScript('@playwright/test', 'playwright')
  const { exitCode } = await runNode([script, 'test', ...args], { show: true, env })
  return tallyPlaywright(readReport(file), exitCode)
}
