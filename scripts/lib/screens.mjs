/**
 * The screens that `npm run shots` photographs, grouped by the journey that leads to them: each journey opens a fresh page once
 * and takes its screens in order. A screen whose controls are missing is left out; the ones after it are still tried.
 * @typedef {{ page: import('@playwright/test').Page, files: string[], anatomy: string[], maps: object[], badEvents: string }} Stage
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

async function openFiles(stage) {
  await openLanding(stage)
  await stage.page.getByLabel('Add files').setInputFiles(stage.files, patience)
  await phase(stage.page, 'ready', fitting)
}

/** The sample as nilearn and SPM12 see it. */
async function openBothTools(stage) {
  await openSample(stage)
  await unfoldSettings(stage.page)
  await stage.page.getByLabel('Preset B').selectOption('spm12', patience)
  await phase(stage.page, 'fitting')
  await phase(stage.page, 'ready', fitting)
  if ((stage.page.viewportSize()?.width ?? 0) < 1100) await stage.page.keyboard.press('Escape')
}

/** Maps of two tools, without their run. */
async function openMaps(stage) {
  await openLanding(stage)
  await stage.page.getByLabel('Add files').setInputFiles(stage.maps, patience)
  await phase(stage.page, 'ready', fitting)
}

const tab = (name) => ({
  name: name.toLowerCase(),
  steps: ({ page }) => page.getByRole('tab', { name: new RegExp(name) }).click(patience),
})

const tabs = ['Design', 'Voxel', 'Compare', 'Explain'].map(tab)

const press =
  (name) =>
  ({ page }) =>
    page.getByRole('button', { name }).first().click(patience)

async function explain({ page }) {
  await page.getByRole('tab', { name: /Explain/ }).click(patience)
  await page.getByRole('button', { name: 'Explain difference' }).click(patience)
  await page.getByText(/\d+ of \d+ refits/).waitFor({ timeout: 30_000 })
}

const explained = ({ page }) => page.getByText(/mixtures from \d+ refits in .* exact/).waitFor(fitting)

const pressInTab =
  (name, button) =>
  async ({ page }) => {
    await page.getByRole('tab', { name }).click(patience)
    await page.getByRole('button', { name: button }).click(patience)
  }

/** On a narrow page the settings are folded away. */
async function unfoldSettings(page) {
  const folded = page.getByRole('button', { name: 'Open the settings' })
  if (await folded.isVisible()) await folded.click(patience)
}

async function chooseConditions({ page }) {
  await unfoldSettings(page)
  await page.getByRole('button', { name: 'Choose conditions' }).first().click(patience)
}

async function showAnatomy({ page, anatomy }) {
  await page.getByRole('tab', { name: /Compare/ }).click(patience)
  await page.getByLabel('Add files').setInputFiles(anatomy, patience)
  await unfoldSettings(page)
  await page.getByLabel('Underlay').selectOption('anatomy', { timeout: 30_000 })
  await page.keyboard.press('Escape')
  await page.waitForTimeout(10_000)
}

async function openLesson(stage) {
  await openLanding(stage)
  await stage.page.getByRole('button', { name: 'Why do my maps differ?' }).click(patience)
  await phase(stage.page, 'ready', fitting)
}

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
  { name: 'sample', open: openSample, screens: [{ name: 'ready' }, ...tabs, message] },
  {
    name: 'tools',
    open: openBothTools,
    screens: [
      { name: 'progress', steps: explain },
      { name: 'explained', steps: explained },
      { name: 'settings', steps: pressInTab(/Compare/, 'Settings side by side') },
    ],
  },
  { name: 'choosers', open: openSample, screens: [{ name: 'conditions', steps: chooseConditions }] },
  {
    name: 'lesson',
    open: openLesson,
    screens: [{ name: 'first' }, { name: 'second', steps: press('Next') }],
  },
  { name: 'maps', open: openMaps, screens: [{ name: 'ready' }, ...tabs] },
  { name: 'light', open: openSample, screens: [{ name: 'switched', steps: press(/light theme/i) }, ...tabs] },
  {
    name: 'projector',
    open: openSample,
    screens: [{ name: 'switched', steps: press(/projector/i) }, ...tabs],
  },
]

/** @type {Journey[]} */
export const realJourneys = [
  {
    name: 'real',
    open: openFiles,
    screens: [{ name: 'ready' }, ...tabs, { name: 'anatomy', steps: showAnatomy }],
  },
]
