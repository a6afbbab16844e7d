/**
 * The screens that `npm run shots` photographs, grouped by the journey that leads to them: each journey opens a fresh page once
 * and takes its screens in order. A screen whose controls are missing is left out; the ones after it are still tried.
 * @typedef {{ page: import('@playwright/test').Page, files: string[], badEvents: string }} Stage
 * @typedef {{ name: string, steps?: (stage: Stage) => Promise<unknown> }} Screen
 * @typedef {{ name: string, open: (stage: Stage) => Promise<unknown>, screens: Screen[] }} Journey
 */

const patience = { timeout: 3_000 }
const fitting = { timeout: 180_000 }

const phase = (page, value, options = patience) =>
  page.locator(`main[data-phase="${value}"]`).waitFor({ state: 'attached', ...options })

async function openLanding({ page }) {
  await page.goto('./')
  await phase(page, 'empty', { timeout: 30_000 })
}

async function pressSample(stage) {
  await openLanding(stage)
  await stage.page.getByRole('button', { name: 'Open the sample' }).click(patience)
}

async function openSample(stage) {
  await pressSample(stage)
  await phase(stage.page, 'ready', fitting)
}

async function openFitting(stage) {
  await pressSample(stage)
  await phase(stage.page, 'fitting', { timeout: 15_000 })
}

async function openFiles(stage) {
  await openLanding(stage)
  await stage.page.getByLabel('Add files').setInputFiles(stage.files, patience)
  await phase(stage.page, 'ready', fitting)
}

const tabs = ['Design', 'Voxel', 'Compare', 'Explain', 'Report'].map((tab) => ({
  name: tab.toLowerCase(),
  steps: ({ page }) => page.getByRole('tab', { name: new RegExp(tab) }).click(patience),
}))

const press =
  (name) =>
  ({ page }) =>
    page.getByRole('button', { name }).first().click(patience)

const message = {
  name: 'message',
  steps: async ({ page, badEvents }) => {
    await page.getByLabel('Add files').setInputFiles(badEvents, patience)
    await page.getByRole('list', { name: 'Messages' }).waitFor(patience)
  },
}

/** @type {Journey[]} */
export const sampleJourneys = [
  { name: 'landing', open: openLanding, screens: [{ name: 'landing' }] },
  { name: 'fitting', open: openFitting, screens: [{ name: 'progress' }] },
  { name: 'sample', open: openSample, screens: [{ name: 'ready' }, ...tabs, message] },
  { name: 'light', open: openSample, screens: [{ name: 'switched', steps: press(/light theme/i) }, ...tabs] },
  {
    name: 'projector',
    open: openSample,
    screens: [{ name: 'switched', steps: press(/projector/i) }, ...tabs],
  },
]

/** @type {Journey[]} */
export const realJourneys = [{ name: 'real', open: openFiles, screens: [{ name: 'ready' }, ...tabs] }]
