import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/core/finding.ts'
import { inspectFiles } from '../../src/workers/inspectFiles.ts'
import { loadRun } from '../../src/workers/loadRun.ts'
import { readMask } from '../../src/workers/readMask.ts'
import { gzipMember, gzipMembers } from '../support/gzipFiles.ts'
import { smallRun } from '../support/niftiFiles.ts'

// The readers as the worker calls them, on whole files. Seeds are fixed so that a failure can be repeated; the readers of
// single formats are fuzzed beside them in tests/core/formats (36,000 inputs).

const checkpoint = (): Promise<void> => Promise.resolve()
const onProgress = (): void => undefined
/** A run beyond this has to be asked about: no mutated header may take more. */
const budgetBytes = 4e6

const changes = fc.array(
  fc.record({
    at: fc.nat(),
    byte: fc.integer({ min: 0, max: 255 }),
    how: fc.constantFrom('set', 'set', 'insert', 'remove', 'cut'),
  }),
  { minLength: 1, maxLength: 8 },
)

interface Change {
  at: number
  byte: number
  how: string
}

function mutated(original: Uint8Array, list: readonly Change[], within: number): Uint8Array<ArrayBuffer> {
  let bytes = [...original]
  for (const { at, byte, how } of list) {
    const place = at % Math.max(1, Math.min(within, bytes.length))
    if (how === 'set') bytes[place] = byte
    else if (how === 'cut') bytes = bytes.slice(0, Math.max(1, at % (bytes.length + 1)))
    else bytes.splice(place, how === 'remove' ? 1 : 0, ...(how === 'insert' ? [byte] : []))
  }
  return Uint8Array.from(bytes)
}

const fixture = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)))

async function valueOrRefusal<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Refusal) {
      expect(error.finding.message.length, 'a refusal says something').toBeGreaterThan(10)
      expect(error.finding.remedy.length, 'and what to do').toBeGreaterThan(10)
      return null
    }
    throw error
  }
}

const runs: readonly (readonly [string, string, Uint8Array, number])[] = [
  ['a run', 'x_bold.nii', smallRun(), 352],
  ['a NIfTI-2 run', 'x_bold.nii', smallRun({ version: 2, datatype: 'float32' }), 544],
  ['a compressed run', 'x_bold.nii.gz', gzipMember(smallRun()), 4000],
  ['a run of several members', 'x_bold.nii.gz', gzipMembers(smallRun(), 3), 4000],
  ['a run changed before it is compressed', 'x_bold.nii.gz', smallRun(), 352],
]

describe.each([
  ['kept whole', 160e6],
  ['read in passes', 0],
])('runs %s', (_, wholeBytes) => {
  it.each(runs)('%s with changed bytes is opened or refused', async (what, name, original, within) => {
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const bytes = mutated(original, list, within)
        const content = what.includes('before') ? gzipMember(bytes).slice() : bytes
        const file = new File([content], name)
        const run = await valueOrRefusal(
          loadRun({ file }, { checkpoint, onProgress, budgetBytes, wholeBytes }),
        )
        if (run === null) return
        const { grid, scanCount } = run.summary
        expect(scanCount).toBeGreaterThan(1)
        expect(grid.mmFromVoxel.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 400, seed: 401 },
    )
  })
})

it('a pair with changed bytes is opened or refused', async () => {
  const header = smallRun({ magic: 'ni1', voxelOffset: 0 }).slice(0, 348)
  const voxels = smallRun().slice(352)
  await fc.assert(
    fc.asyncProperty(changes, changes, async (ofHeader, ofVoxels) => {
      const files = {
        file: new File([mutated(header, ofHeader, 348)], 'x_bold.hdr'),
        voxels: new File([mutated(voxels, ofVoxels, voxels.length)], 'x_bold.img'),
      }
      await valueOrRefusal(loadRun(files, { checkpoint, onProgress, budgetBytes }))
    }),
    { numRuns: 500, seed: 402 },
  )
})

it('a mask with changed bytes is used or refused', async () => {
  const original = fixture('nilearn-more/given_mask.nii.gz')
  const run = await loadRun(
    { file: new File([fixture('nilearn-more/slow_bold.nii.gz').slice()], 'slow_bold.nii.gz') },
    { checkpoint, onProgress, budgetBytes: 1e9 },
  )
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      const file = new File([mutated(original, list, original.length)], 'm.nii.gz')
      const mask = await valueOrRefusal(readMask({ file }, run.summary.grid, { checkpoint, onProgress }))
      if (mask !== null) expect(mask).toContain(1)
    }),
    { numRuns: 500, seed: 403 },
  )
})

it('whatever is dropped under whatever name is recognised or refused', async () => {
  const contents = [
    smallRun(),
    gzipMember(smallRun()),
    fixture('runs/sub-er_task-tap_events.tsv'),
    fixture('runs/sub-block_task-tap_desc-confounds_timeseries.tsv').subarray(0, 3000),
    fixture('runs/sub-block_task-tap_bold.json'),
    new TextEncoder().encode('  1.0e-01  2.0e-01 -3.0e-01  4.0e-04  5.0e-04  6.0e-04\n'.repeat(20)),
    new Uint8Array(0),
  ]
  const endings = fc.constantFrom('.nii', '.nii.gz', '.hdr', '.img', '.tsv', '.csv', '.txt', '.par', '.json', '.glmscope.json', '.mat', '') // prettier-ignore
  const stems = fc.constantFrom('sub-01_bold', 'sub-01_events', 'rp_a', 'x_mask', 'x_T1w', 'spmT_0001', 'SPM', 'x', '') // prettier-ignore
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...contents), stems, endings, changes), {
        minLength: 1,
        maxLength: 3,
      }),
      async (files) => {
        const dropped = files.map(
          ([content, stem, ending, list]) =>
            new File([mutated(content, list, content.length)], `${stem}${ending}`),
        )
        const inspected = await inspectFiles(dropped, {}, checkpoint)
        expect(inspected.length).toBeGreaterThan(0)
        for (const item of inspected)
          if (item.kind === 'refused')
            expect(item.finding.code, 'no error of our own').not.toBe('file-unreadable')
      },
    ),
    { numRuns: 3000, seed: 404 },
  )
})
