import os from 'node:os'

import { defineConfig } from '@playwright/test'

import { browserFlags } from './scripts/lib/browserFlags.mjs'

/** Both are set by scripts/browserTests.mjs; without them Playwright's own browser and the usual port are taken. */
const executablePath = process.env['GLMSCOPE_BROWSER']
const port = process.env['GLMSCOPE_PORT'] ?? '4173'
const address = `http://localhost:${port}/`

export default defineConfig({
  testDir: 'tests/journeys',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // Rendering and fitting share the processors: more pages at once are slower, not faster.
  workers: os.availableParallelism() > 2 ? 2 : 1,
  reporter: [['line'], ['json', { outputFile: '.cache/browser-tests.json' }]],
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    launchOptions: {
      // The maps are drawn by WebGL as ever; putting the page together needs no WebGL, which software makes slow.
      // A picture of the whole page can then lack canvases that reach beyond their pane: photographs are taken without this flag.
      args: [...browserFlags(process.platform), '--disable-gpu-compositing'],
      ...(executablePath && { executablePath }),
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort --host localhost`,
    url: address,
    reuseExistingServer: false,
  },
})
