import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SlabDelivery } from '../../src/protocol/fitContract.ts'
import type { MaskSpec, SmoothingSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import type { DataSettings } from '../../src/protocol/runContract.ts'
import { Cancelled } from '../../src/protocol/progress.ts'
import { quietPass, type HeldRun } from '../../src/workers/heldRun.ts'
import { loadRun, type LoadRunOptions } from '../../src/workers/loadRun.ts'
import { sendSlabs } from '../../src/workers/sendSlabs.ts'
import { ballRun, ballVoxels as size } from '../support/ballRun.ts'
import { gzipMember, gzipMembers, joined } from '../support/gzipFiles.ts'
import { niftiFile, type NiftiRecipe } from '../support/niftiFiles.ts'

interface Case {
  readonly recipe: NiftiRecipe
  readonly settings: DataSettings
  readonly spec: MaskSpec
}

const smoothings: readonly SmoothingSpec[] = [
  { fwhmMm: 0 },
  { fwhmMm: 6 },
  { fwhmMm: 6, castToFileType: true },
]
const specs: readonly MaskSpec[] = [
  { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 },
  { kind: 'spm12-threshold', fractionOfGlobal: 0.8 },
  { kind: 'spm12-threshold', fractionOfGlobal: 0.5 },
  { kind: 'all' },
]
const cases: fc.Arbitrary<Case> = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    scanCount: fc.integer({ min: 5, max: 23 }),
    datatype: fc.constantFrom('int16' as const, 'float32' as const, 'float64' as const),
    scale: fc.constantFrom({}, { slope: 0.37, intercept: 3 }),
    discardScans: fc.constantFrom(0, 0, 3),
    smoothing: fc.constantFrom(...smoothings),
    scaledPerVolume: fc.boolean(),
    spec: fc.constantFrom(...specs),
  })
  .map(({ seed, scanCount, datatype, scale, spec, ...settings }) => ({
    recipe: { ...ballRun(seed, scanCount, datatype), ...scale },
    settings,
    spec,
  }))

function load(file: File, how: Partial<LoadRunOptions>): Promise<HeldRun> {
  return loadRun({ file }, { ...quietPass, budgetBytes: Infinity, ...how })
}

/** Everything a fit is given of a run. */
async function given(run: HeldRun, { settings, spec }: Case) {
  const mask = await run.mask(spec, settings)
  const deliveries: SlabDelivery[] = []
  const receiver = {
    receive: (delivery: SlabDelivery) => Promise.resolve(void deliveries.push(structuredClone(delivery))),
    keep: () => Promise.resolve(),
  }
  const request = { dataKey: 'k', settings, voxels: mask.voxels }
  await sendSlabs(run, request, { ...quietPass, receivers: [receiver, receiver] })
  return { mask, deliveries, globals: await run.globals(settings), moments: await run.moments(settings) }
}

const inMemory = { wholeBytes: Infinity }
const inPasses = { wholeBytes: 0 }

describe('a run that is read in passes over its file', () => {
  it('gives fits the same numbers, to the last bit, as one that is kept in memory', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const file = new File([niftiFile(one.recipe).slice()], 'a_bold.nii')
        const [kept, passed] = [await load(file, inMemory), await load(file, inPasses)]
        expect(await given(passed, one)).toEqual(await given(kept, one))
        // Once more: the series were given away and are read anew.
        expect(await given(passed, one)).toEqual(await given(kept, one))
      }),
      { numRuns: 60 },
    )
  })

  const recipe = ballRun(5, 20, 'int16')
  const bytes = niftiFile(recipe)
  const one: Case = {
    recipe,
    settings: { discardScans: 0, smoothing: { fwhmMm: 0 }, scaledPerVolume: false },
    spec: { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 },
  }

  it.each([
    ['gzip', gzipMember(bytes)],
    ['several members', gzipMembers(bytes, 5)],
    ['padding at the end', joined([gzipMember(bytes), new Uint8Array(700)])],
    ['big-endian', niftiFile({ ...recipe, littleEndian: false })],
  ])('is the same from %s', async (_, form) => {
    const plain = await load(new File([bytes.slice()], 'a_bold.nii'), inMemory)
    const other = await load(new File([form.slice()], 'a_bold.nii.gz'), inPasses)
    expect(await given(other, one)).toEqual(await given(plain, one))
  })

  it('reads the file once where the voxels were guessed, and once more where they were not', async () => {
    const file = new File([bytes.slice()], 'a_bold.nii')
    let passes = 0
    const stream = file.stream.bind(file)
    file.stream = () => {
      passes++
      return stream()
    }
    const run = await load(file, inPasses)
    await given(run, one)
    expect(passes).toBe(1)
    await given(run, { ...one, spec: { kind: 'all' } })
    expect(passes).toBe(2)
  })

  it('says so when the file has changed or vanished since', async () => {
    const file = new File([bytes.slice()], 'a_bold.nii')
    const run = await load(file, inPasses)
    file.stream = () =>
      new ReadableStream({
        type: 'bytes',
        pull: (controller) => controller.error(new DOMException('gone', 'NotReadableError')),
      })
    const wanted = run.mask(one.spec, { ...one.settings, discardScans: 2 })
    await expect(wanted).rejects.toMatchObject({ finding: { code: 'file-lost', file: 'a_bold.nii' } })
  })
})

describe('a cancelled pass', () => {
  const long = ballRun(9, 300, 'int16')
  const file = new File([gzipMember(niftiFile(long)).slice()], 'a_bold.nii.gz')
  const settings = { discardScans: 0, smoothing: { fwhmMm: 0 }, scaledPerVolume: false }
  const other = { ...settings, discardScans: 1 }
  const everywhere = Int32Array.from({ length: size }, (_, i) => i)

  /** Lets some turns pass, then cancels. */
  function cancelledAfter(count: number): { readonly pass: typeof quietPass; readonly turns: () => number } {
    let turns = 0
    const checkpoint = (): Promise<void> =>
      ++turns > count ? Promise.reject(new Cancelled()) : Promise.resolve()
    return { pass: { ...quietPass, checkpoint }, turns: () => turns }
  }

  it.each([
    ['in memory', inMemory],
    ['in its file', inPasses],
  ])('stops in the middle of reading a run %s', async (_, how) => {
    const { pass, turns } = cancelledAfter(2)
    await expect(load(file, { ...how, ...pass })).rejects.toThrow(Cancelled)
    expect(turns()).toBe(3)
  })

  it.each([
    ['in memory', inMemory],
    ['in its file', inPasses],
  ])(
    'stops in the middle of what other settings need of a run %s, which can be asked again',
    async (_, how) => {
      const run = await load(file, how)
      const spec: MaskSpec = { kind: 'all' }
      const works = [
        [2, (pass: typeof quietPass) => run.mask(spec, other, pass)],
        // Two slabs, with a turn before each.
        [1, (pass: typeof quietPass) => run.slabs(settings, everywhere, pass)],
      ] as const
      for (const [count, work] of works) {
        const { pass, turns } = cancelledAfter(count)
        await expect(work(pass)).rejects.toThrow(Cancelled)
        expect(turns()).toBeGreaterThan(count)
        await expect(work(quietPass)).resolves.toBeDefined()
      }
    },
  )

  it('goes on while somebody else waits for the same', async () => {
    const run = await load(file, inMemory)
    const { pass } = cancelledAfter(2)
    const spec: MaskSpec = { kind: 'all' }
    const [first, second] = [run.mask(spec, other, pass), run.mask(spec, other)]
    await expect(second).resolves.toMatchObject({ constantCount: 0 })
    await expect(first).resolves.toBeDefined()
  })
})
