import type { MaskSpec } from '../core/pipeline/pipelineSpec.ts'
import type { RunMoments } from '../core/volume/runMoments.ts'
import type { Slab } from '../core/volume/slab.ts'
import type { DataSettings, MaskResult, RunSummary } from '../protocol/runContract.ts'
import { cutSlabs } from './cutSlabs.ts'
import { canCutStored, cutStored, type StoredCutter } from './cutStored.ts'
import { inTurns } from './inTurns.ts'
import type { Checkpoint } from './jobs.ts'
import { modelledScans, type ModelledScans } from './modelledScans.ts'
import { runMask } from './runMask.ts'
import { findStatistics, type Guess, type LikelySeries, type RunStatistics } from './runStatistics.ts'
import { readSeries } from './readSeries.ts'
import type { Pass, ScanSource } from './scanSource.ts'
import { createSharedWork } from './sharedWork.ts'

/** A run with what has been found out about it; nothing is computed twice while it is remembered. */
export interface HeldRun {
  readonly summary: RunSummary
  readonly source: ScanSource
  scans(settings: DataSettings): ModelledScans
  moments(settings: DataSettings, pass?: Pass): Promise<RunMoments>
  /** SPM12's global of every scan. */
  globals(settings: DataSettings, pass?: Pass): Promise<Float64Array>
  mask(spec: MaskSpec, settings: DataSettings, pass?: Pass): Promise<MaskResult>
  /** The time series of `voxels` (ascending), given away: nothing of them is kept here. */
  slabs(settings: DataSettings, voxels: Int32Array, pass: Pass): Promise<Slab[]>
  /** The same for voxels that are only looked at: they say nothing about what fits will want. */
  series(settings: DataSettings, voxels: Int32Array, pass: Pass): Promise<Slab[]>
  /** Sets the mask for `mask: { kind: 'file' }`: 1 inside, file order. */
  setFileMask(name: string, mask: Uint8Array): void
}

/** What is known of a run that has been read once. */
export interface ReadRun {
  readonly summary: RunSummary
  readonly source: ScanSource
  /** Of the run as it is in the file. */
  readonly statistics: RunStatistics
  /** What cuts series, where the run lies in compiled passes' memory as a whole. */
  readonly cutter: StoredCutter | null
}

/** Settings whose statistics are remembered: A's and B's, both unsmoothed, and the run as it is in the file. */
const mostStatistics = 5

const nothing: Guess = { kind: 'none' }

/** The scan settings as they are in the file: nothing discarded, smoothed or scaled. */
export const asInFile = { discardScans: 0, smoothing: { fwhmMm: 0 }, scaledPerVolume: false } as const

/** Work that nobody cancels and whose progress nobody sees. */
export const quietPass: Pass = { checkpoint: () => Promise.resolve(), onProgress: () => undefined }

/** A run that has just been read. */
export function holdRun({ summary, source, statistics: first, cutter }: ReadRun): HeldRun {
  const known = createSharedWork<RunStatistics>(mostStatistics)
  const masks = createSharedWork<MaskResult>()
  const fileMasks = new Map<string, Uint8Array>()
  // Where there is no room for series, none are cut before they are asked for.
  const cut = createUntaken(first.likely, summary.kept.kind !== 'nothing')

  const scans = (settings: DataSettings): ModelledScans => modelledScans(source, summary.grid, settings)

  const statistics = (settings: DataSettings, pass: Pass, guess: Guess): Promise<RunStatistics> =>
    sourceKey(settings) === sourceKey(asInFile)
      ? Promise.resolve(first)
      : known.ask(sourceKey(settings), pass.checkpoint, async (checkpoint) =>
          cut.watch(await findStatistics(scans(settings), guess, { ...pass, checkpoint })),
        )

  async function makeMask(spec: MaskSpec, settings: DataSettings, pass: Pass): Promise<MaskResult> {
    const plainly = { ...settings, smoothing: { fwhmMm: 0 } }
    const isPlain = sourceKey(plainly) === sourceKey(settings)
    const plain =
      spec.kind === 'nilearn-epi' ? await statistics(plainly, pass, isPlain ? cut.guess() : nothing) : null
    return runMask(spec, {
      unsmoothed: plain && { dims: source.dims, mean: plain.moments.strictMean, storage: source.storage },
      scans: scans(settings),
      statistics: await statistics(settings, pass, cut.guess()),
      fileMask: spec.kind === 'file' ? (fileMasks.get(spec.name) ?? null) : null,
      pass,
    })
  }

  return {
    summary,
    source,
    scans,
    moments: async (settings, pass = quietPass) => (await statistics(settings, pass, nothing)).moments,
    globals: async (settings, pass = quietPass) => (await statistics(settings, pass, cut.guess())).globals,
    mask: (spec, settings, pass = quietPass) =>
      masks.ask(`${sourceKey(settings)}|${JSON.stringify(spec)}`, pass.checkpoint, (checkpoint: Checkpoint) =>
        makeMask(spec, settings, { ...pass, checkpoint }),
      ),
    async slabs(settings, voxels, pass) {
      if (cutter !== null && canCutStored(settings))
        return cutStored(cutter, { voxels, firstScan: settings.discardScans }, pass)
      cutter?.room.drop()
      const { likely, globals } = await statistics(settings, pass, { kind: 'voxels', voxels })
      cut.wanted(voxels)
      const ready = likely === null || settings.scaledPerVolume ? null : likely.take(voxels)
      if (ready !== null) return inTurns(ready, pass.checkpoint)
      return cutSlabs(scans(settings), { voxels, globals, settings }, pass)
    },
    async series(settings, voxels, pass) {
      const { globals } = await statistics(settings, pass, nothing)
      return readSeries({ source, grid: summary.grid }, { voxels, globals, settings }, pass)
    },
    setFileMask(name, mask) {
      fileMasks.set(name, mask)
      masks.clear()
    },
  }
}

/** Both panes' settings. */
const mostUntaken = 2

interface Untaken {
  /** Counts the series cut with statistics among those nobody has taken; of too many the oldest are let go of. */
  watch(statistics: RunStatistics): RunStatistics
  /** What was wanted of the run before is likely to be wanted of it with other settings. */
  guess(): Guess
  wanted(voxels: Int32Array): void
}

function createUntaken(first: LikelySeries | null, mayGuess: boolean): Untaken {
  let untaken = first === null ? [] : [first]
  let likely = first?.voxels ?? null
  return {
    watch(statistics) {
      if (statistics.likely !== null) untaken.push(statistics.likely)
      for (const old of untaken.slice(0, -mostUntaken)) old.drop()
      untaken = untaken.slice(-mostUntaken)
      return statistics
    },
    guess: () => (likely === null || !mayGuess ? nothing : { kind: 'voxels', voxels: likely }),
    wanted(voxels) {
      if (voxels.length > (likely?.length ?? 0)) likely = voxels
    },
  }
}

/** Scaling per volume comes after everything the statistics know. */
function sourceKey({ discardScans, smoothing }: DataSettings): string {
  return `${String(discardScans)}|${String(smoothing.fwhmMm)}|${String(smoothing.castToFileType === true)}`
}
