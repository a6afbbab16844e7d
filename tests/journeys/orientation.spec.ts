import { niftiFile } from '../support/niftiFiles.ts'
import { readoutValue, saveMap, showMap } from './support/maps.ts'
import { expect, openApp, test, waitForPhase } from './support/page.ts'

const dims = [10, 12, 9] as const
const scans = 40

/** A bright ball with a strong response at one voxel near the file's first corner. */
function values(): number[] {
  const result: number[] = []
  for (let t = 0; t < scans; t++) {
    const active = t % 20 >= 7 && t % 20 < 15 ? 60 : 0
    for (let z = 0; z < dims[2]; z++)
      for (let y = 0; y < dims[1]; y++)
        for (let x = 0; x < dims[0]; x++) {
          const inside = (x - 4.5) ** 2 / 16 + (y - 5.5) ** 2 / 25 + (z - 4) ** 2 / 12 < 1
          const noise = ((x * 31 + y * 17 + z * 7 + t * 101) * 2654435761) % 23
          result.push(inside ? 1000 + noise + (x < 4 && y < 5 ? active : 0) : noise)
        }
  }
  return result
}

const affines = {
  'left-handed': [-4, 0, 0, 18, 0, 4, 0, -22, 0, 0, 4, -16],
  oblique: [3.8, -1.1, 0.4, -14, 1.15, 3.75, -0.7, -26, -0.18, 0.78, 3.9, -19],
  'turned over': [0, 0, 4, -16, -4, 0, 0, 18, 0, -4, 0, 22],
} as const

for (const [name, sform] of Object.entries(affines)) {
  test(`a ${name} run is drawn with its sides named and saved with its affine`, async ({ page }) => {
    await openApp(page)
    const bold = niftiFile({
      dim: [4, ...dims, scans],
      pixdim: [1, 4, 4, 4, 2],
      values: values(),
      sformCode: 1,
      sform,
    })
    const events = 'onset\tduration\ttrial_type\n10\t16\ttap\n50\t16\ttap\n'
    await page.getByLabel('Add files').setInputFiles([
      { name: 'sub-a_bold.nii', mimeType: 'application/octet-stream', buffer: Buffer.from(bold) },
      { name: 'sub-a_events.tsv', mimeType: 'text/plain', buffer: Buffer.from(events) },
    ])
    await waitForPhase(page, 'ready')
    await showMap(page, 't')
    const map = await saveMap(page, 'Save map A')
    expect(map.dims).toEqual(dims)
    expect(map.sform).toEqual(Array.from(Float32Array.from(sform)))
    const largest = map.values.reduce((most, value) => Math.max(most, value), 0)
    expect(largest).toBeGreaterThan(5)

    const text = await page.locator('.view-a [role="application"] svg text').allTextContents()
    // Neurological by default: left of the picture is left of the person.
    const letters = text.filter((letter) => /^[LRAPSI]$/.test(letter))
    expect(letters.filter((letter) => letter === 'L').length).toBe(
      letters.filter((letter) => letter === 'R').length,
    )
    expect(letters).toContain('L')
    const left = await page
      .locator('.view-a [role="application"] svg text', { hasText: /^L$/ })
      .last()
      .boundingBox()
    const right = await page
      .locator('.view-a [role="application"] svg text', { hasText: /^R$/ })
      .last()
      .boundingBox()
    expect(left?.x).toBeLessThan(right?.x ?? 0)

    // The active side is where the affine says that it is.
    const field = page.getByLabel('Crosshair in mm')
    const active = [2, 3, 4]
    const mm = [0, 1, 2].map((row) =>
      active.reduce(
        (sum, index, axis) => sum + (sform[4 * row + axis] ?? NaN) * index,
        sform[4 * row + 3] ?? NaN,
      ),
    )
    await field.fill(mm.join(' '))
    await field.press('Enter')
    const voxel = 2 + dims[0] * (3 + dims[1] * 4)
    // The value follows the crosshair in a task of its own.
    await expect.poll(() => readoutValue(page, 'a')).toBeCloseTo(map.values[voxel] ?? NaN, 0)
  })
}
