import type { Parts } from '../core/math/parts.ts'
import { likelyVoxels } from '../core/volume/likelyVoxels.ts'
import { copyOfScans, type RawVolumes } from '../core/volume/rawVolumes.ts'
import type { RunMoments } from '../core/volume/runMoments.ts'
import { plainStatistics, type FoundStatistics, type ScanStatistics } from '../core/volume/scanStatistics.ts'
import type { Slab } from '../core/volume/slab.ts'
import { createSlabBuilder, type SlabBuilder } from '../core/volume/slabBuilder.ts'
import type { SmoothingStorage } from '../core/volume/smoothing.ts'
import { inTurns } from './inTurns.ts'
import type { Checkpoint } from './jobs.ts'
import { volumeKernels } from './kernels.ts'
import type { ModelledScans } from './modelledScans.ts'
import type { BlockVisitor, Pass } from './scanSource.ts'

/** What one pass over a run finds out. */
export interface RunStatistics extends FoundStatistics {
  /** The time series of the voxels that were guessed to be wanted, cut in the same pass. */
  readonly likely: LikelySeries | null
}

/** The time series of voxels that were guessed to be wanted. */
export interface LikelySeries {
  /** File-order indices, ascending. */
  readonly voxels: Int32Array
  /** Gives away the slabs of some of the voxels, in parts; null where some are missing or they were taken before. */
  take(chosen: Int32Array): Parts<Slab[]> | null
  /** Frees their memory. */
  drop(): void
}

/** Of which voxels the series are cut on the way; each guess is checked against what is wanted in the end. */
export type Guess =
  | { readonly kind: 'none' }
  | { readonly kind: 'voxels'; readonly voxels: Int32Array }
  /** Those that look like tissue in the first scans; `afford` hears how many and may throw. */
  | {
      readonly kind: 'first-scans'
      readonly storage: SmoothingStorage
      readonly afford: (voxelCount: number) => void
    }

/** Scans from which the voxels are guessed. */
const guessedFromScans = 8

/** Passes once over the scans and finds out all that a fit can ask for; `statistics` may be compiled ones. */
export async function findStatistics(
  scans: ModelledScans,
  guess: Guess,
  pass: Pass,
  statistics: ScanStatistics = plainStatistics(scans.size, scans.scanCount),
): Promise<RunStatistics> {
  const cutter = createCutter(scans, guess, () => statistics.momentsSoFar())
  const checkpoint = async (): Promise<void> => {
    await cutter.guess(pass.checkpoint)
    await pass.checkpoint()
  }
  const visit: BlockVisitor = (block, first) => {
    statistics.add(block, first)
    cutter.add(block, first)
  }
  await scans.eachBlock(visit, { ...pass, checkpoint })
  await cutter.guess(pass.checkpoint)
  return { ...statistics.finish(), likely: cutter.finish() }
}

interface Cutter {
  readonly add: BlockVisitor
  /** Guesses the voxels as soon as enough scans have come: that takes too long to be done while a block is visited. */
  guess(checkpoint: Checkpoint): Promise<void>
  finish(): LikelySeries | null
}

/** Cuts the series of the guessed voxels; scans that come before the guess are kept until then. */
function createCutter(scans: ModelledScans, guess: Guess, soFar: () => RunMoments): Cutter {
  if (guess.kind === 'none')
    return { add: () => undefined, guess: () => Promise.resolve(), finish: () => null }
  let voxels = guess.kind === 'voxels' ? guess.voxels : null
  let builder = voxels === null ? null : createSlabBuilder(voxels, scans.scanCount)
  const waiting: { readonly block: RawVolumes; readonly first: number }[] = []
  let seen = 0

  return {
    add(block, first) {
      seen = first + block.scanCount
      if (builder !== null) builder.addBlock(first, block)
      else waiting.push({ block: copyOfScans(block, 0, block.scanCount), first })
    },
    async guess(checkpoint) {
      const [waits] = waiting
      if (waits === undefined || seen < Math.min(guessedFromScans, scans.scanCount)) return
      voxels = await guessed(guess, waits.block.dims, soFar().strictMean, checkpoint)
      builder = createSlabBuilder(voxels, scans.scanCount)
      for (const { block, first } of waiting.splice(0)) {
        builder.addBlock(first, block)
        await checkpoint()
      }
    },
    finish: () => (builder === null || voxels === null ? null : likelySeries(voxels, builder)),
  }
}

function likelySeries(voxels: Int32Array, builder: SlabBuilder): LikelySeries {
  return {
    voxels,
    take: (chosen) => builder.finishSome(chosen),
    drop: () => void builder.finishSome(new Int32Array(0)),
  }
}

async function guessed(
  guess: Guess,
  dims: RawVolumes['dims'],
  mean: Float64Array,
  checkpoint: Checkpoint,
): Promise<Int32Array> {
  if (guess.kind !== 'first-scans') throw new Error('nothing is guessed')
  const voxels = await inTurns(
    likelyVoxels({ dims, mean, storage: guess.storage }, volumeKernels()),
    checkpoint,
  )
  guess.afford(voxels.length)
  return voxels
}
