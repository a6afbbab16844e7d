import type { Page } from '@playwright/test'

import { type ReferenceImage, readNifti } from '../../support/readNifti.ts'

/** A map that the app saved. */
export interface SavedMap extends ReferenceImage {
  readonly fileName: string
}

/** Presses a save button and reads the file that comes of it. */
export async function saveMap(
  page: Page,
  button: 'Save map A' | 'Save map B' | 'Save difference map',
): Promise<SavedMap> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return { fileName: download.suggestedFilename(), ...readNifti(await download.path()) }
}

/** Chooses the kind of map on screen. */
export async function showMap(page: Page, label: string): Promise<void> {
  await page.getByLabel('Map', { exact: true }).selectOption({ label })
}

/** Largest |a - b| relative to the largest |b|. */
export function deviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0
  let scale = 0
  for (let i = 0; i < b.length; i++) {
    const difference = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN))
    largest = difference <= largest ? largest : difference
    scale = Math.max(scale, Math.abs(b[i] ?? NaN))
  }
  return largest / scale
}

/** Correlation of two maps over the voxels where both are not 0. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const both = [...a.keys()].filter((i) => a[i] !== 0 && b[i] !== 0)
  const mean = (values: Float64Array): number =>
    both.reduce((sum, i) => sum + (values[i] ?? NaN), 0) / both.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (const i of both) {
    const [da, db] = [(a[i] ?? NaN) - meanA, (b[i] ?? NaN) - meanB]
    ab += da * db
    aa += da * da
    bb += db * db
  }
  return ab / Math.sqrt(aa * bb)
}

/** The value at the crosshair as a pane's readout says it. */
export async function readoutValue(page: Page, pane: 'a' | 'b'): Promise<number> {
  const text = await page.locator(`.view-${pane} .readout-value`).innerText()
  return Number(text.replaceAll('−', '-').replace(/[^-\d.]/g, ''))
}

/** Where the crosshair is, in mm. */
export async function crosshairMm(page: Page): Promise<number[]> {
  return (await page.getByLabel('Crosshair in mm').inputValue())
    .replaceAll('−', '-')
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(Number)
}

/** File-order index of the voxel at a position, for images whose axes are those of the room. */
export function voxelAt({ dims, sform }: ReferenceImage, mm: readonly number[]): number {
  const index = [0, 1, 2].map((axis) =>
    Math.round(((mm[axis] ?? NaN) - (sform[4 * axis + 3] ?? NaN)) / (sform[5 * axis] ?? NaN)),
  )
  const [x = NaN, y = NaN, z = NaN] = index
  return x + dims[0] * (y + dims[1] * z)
}

/** Colours of the page at some points in CSS pixels, as they are on screen. */
export async function coloursAt(
  page: Page,
  points: readonly (readonly [x: number, y: number])[],
): Promise<number[][]> {
  const picture = (await page.screenshot()).toString('base64')
  return page.evaluate(
    async ({ source, places }) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      const ratio = image.width / innerWidth
      return places.map(([x, y]) => [
        ...(context?.getImageData(Math.floor(x * ratio), Math.floor(y * ratio), 1, 1).data ?? []),
      ])
    },
    { source: `data:image/png;base64,${picture}`, places: [...points] },
  )
}
