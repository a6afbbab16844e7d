import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

import { chromium } from '@playwright/test'

import { browserPaths } from './lib/browserPaths.mjs'
import { commandScript } from './lib/run.mjs'

function installWithApt() {
  const options = { stdio: ['ignore', 'inherit', 'inherit'] }
  execFileSync('apt-get', ['update'], options)
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
}

function installWithPlaywright() {
  const script = commandScript('@playwright/test', 'playwright')
  execFileSync(process.execPath, [script, 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'] })
}

/** What the search touches of this machine; a test hands in its own. */
const thisMachine = {
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  ownBrowser: () => chromium.executablePath(),
  installWithApt,
  installWithPlaywright,
  warn: (text) => console.warn(text),
}

function attempt(install, warn) {
  try {
    install()
  } catch (error) {
    warn(error instanceof Error ? error.message.split('\n')[0] : String(error))
  }
}

/**
 * The path of a browser to test with: $CHROME_PATH, an installed Chrome, Chromium or Edge, Playwright's own, Debian's package, Playwright's download.
 * @param {typeof thisMachine} [machine]
 * @returns {string}
 * @throws {Error} one sentence that says what to install
 */
export function findBrowser(machine = thisMachine) {
  const { platform, env, exists } = machine
  const asked = env['CHROME_PATH']
  if (asked && !exists(asked)) throw new Error(`CHROME_PATH is ${asked}, and there is no such file.`)
  const search = () =>
    [asked, ...browserPaths(platform, env), machine.ownBrowser()].find((file) => file && exists(file))

  const found = search()
  if (found) return found
  if (platform === 'linux' && machine.isRoot && exists('/etc/debian_version') && exists('/usr/bin/apt-get')) {
    attempt(machine.installWithApt, machine.warn)
    const installed = search()
    if (installed) return installed
  }
  attempt(machine.installWithPlaywright, machine.warn)
  const downloaded = search()
  if (downloaded) return downloaded
  throw new Error('Install Chrome, Chromium or Edge to run the browser tests, or point CHROME_PATH at one.')
}
