import { describe, expect, it } from 'vitest'
import type { MaskSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import type { DataSettings } from '../../src/protocol/runContract.ts'
import { Cancelled } from '../../src/protocol/progress.ts'
import { quietPass, type HeldRun } from '../../src/workers/heldRun.ts'
import { loadRun } from '../../src/workers/loadRun.ts'
import { readQuality } from '../../src/workers/readQuality.ts'
import type { Pass } from '../../src/workers/scanSource.ts'
import { ballRun, ballVoxels } from '../support/ballRun.ts'
import { gzipMember } from '../support/gzipFiles.ts'
import { niftiFile } from '../support/niftiFiles.ts'

const scanCount = 12
const bytes = gzipMember(niftiFile(ballRun(3, scanCount, 'float32')))
const file = new File([bytes.slice()], 'a_bold.nii.gz')
const asInFile: DataSettings = { discardScans: 0, smoothing: { fwhmMm: 0 }, scaledPerVolume: false }
const smoothed: DataSettings = { ...asInFile, smoothing: { fwhmMm: 6 } }
const epi: MaskSpec = { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 }
const everywhere = Int32Array.from({ length: ballVoxels }, (_, i) => i)

const load = (pass: Pass, wholeBytes: number): Promise<HeldRun> =>
  loadRun({ file }, { ...pass, budgetBytes: Infinity, wholeBytes })

interface Stage {
  readonly name: string
  /** Does the stage with a run of which nothing is remembered. */
  readonly work: (run: HeldRun, pass: Pass) => Promise<unknown>
  /** Looks at the messages, at least: what is done between two of them is short. */
  readonly looks: number
}

const blocks = scanCount / 4
/** Three axes, the threshold, the largest component, the rest. */
const looksOfMask = 6

const stages: readonly Stage[] = [
  { name: 'reading, with a guess of the voxels', work: (_, pass) => load(pass, 0), looks: looksOfMask },
  {
    name: 'reading again for other settings',
    work: (run, pass) => run.mask({ kind: 'all' }, { ...asInFile, discardScans: 1 }, pass),
    looks: blocks,
  },
  { name: 'masking', work: (run, pass) => run.mask(epi, asInFile, pass), looks: looksOfMask },
  {
    name: 'smoothing, axis by axis of every scan',
    work: (run, pass) => run.mask({ kind: 'all' }, smoothed, pass),
    looks: 3 * scanCount,
  },
  {
    name: 'masking by another threshold',
    work: (run, pass) => run.mask({ kind: 'spm12-threshold', fractionOfGlobal: 0.5 }, asInFile, pass),
    looks: blocks,
  },
  {
    name: 'cutting series',
    work: (run, pass) => run.slabs(asInFile, everywhere, pass),
    looks: Math.ceil(ballVoxels / 1008),
  },
  {
    name: 'cutting series that are scaled',
    work: (run, pass) => run.slabs({ ...asInFile, scaledPerVolume: true }, everywhere, pass),
    looks: blocks + Math.ceil(ballVoxels / 1008),
  },
  {
    name: 'cutting smoothed series',
    work: (run, pass) => run.slabs(smoothed, everywhere, pass),
    looks: 3 * scanCount,
  },
  { name: 'looking at quality', work: (run, pass) => readQuality(run, pass.checkpoint), looks: blocks },
  {
    name: 'reading a time course',
    work: (run, pass) => run.series(smoothed, Int32Array.of(7), pass),
    looks: 3 * scanCount,
  },
]

/** Counts the looks at the messages and cancels at one of them. */
function counted(cancelAt = Infinity): { readonly pass: Pass; readonly looks: () => number } {
  let looks = 0
  const checkpoint = (): Promise<void> =>
    ++looks >= cancelAt ? Promise.reject(new Cancelled()) : Promise.resolve()
  return { pass: { ...quietPass, checkpoint }, looks: () => looks }
}

describe.each([
  ['kept whole', Infinity],
  ['read in passes', 0],
])('of a run %s', (_, wholeBytes) => {
  it.each(stages)('$name stops at every look at the messages, of which there are enough', async (stage) => {
    const whole = counted()
    await stage.work(await load(quietPass, wholeBytes), whole.pass)
    expect(whole.looks()).toBeGreaterThanOrEqual(stage.looks)
    for (let cancelAt = 1; cancelAt <= whole.looks(); cancelAt += Math.ceil(whole.looks() / 12)) {
      const { pass, looks } = counted(cancelAt)
      const run = await load(quietPass, wholeBytes)
      await expect(stage.work(run, pass)).rejects.toThrow(Cancelled)
      expect(looks()).toBe(cancelAt)
      // What was given up is not remembered as done.
      await expect(stage.work(run, quietPass)).resolves.toBeDefined()
    }
  })
})
