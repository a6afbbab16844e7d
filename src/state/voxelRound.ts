import { areEqual } from '../core/math/areEqual.ts'
import { Cancelled, type OnProgress } from '../protocol/progress.ts'
import type { DataSettings } from '../protocol/runContract.ts'
import { newJobId, stopJob, type Engine } from './engine.ts'
import { cutIntoGroups, partsOf, type VoxelPart } from './voxelParts.ts'

/** Modelled data, and which of their voxels somebody works on. */
export interface WantedData {
  readonly dataKey: string
  readonly settings: DataSettings
  /** All voxels of these data that are fitted, ascending: they are cut into groups. */
  readonly all: Int32Array
  /** Those among them that the work is on, ascending. */
  readonly voxels: Int32Array
}

/** Some of the voxels, whose series the fitting workers hold while they are worked on. */
export interface VoxelGroup extends VoxelPart {
  /** Hears of work on the group, and says which of how many it is. */
  readonly onProgress: OnProgress
}

/** Who is told how far the work is and may end it. */
export interface GroupJob {
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
}

/** Somebody who wants groups. */
export interface Visitor {
  /** Groups by number. */
  readonly wants: Set<number>
  readonly onProgress: OnProgress
  /** Never rejects. */
  readonly work: (group: number) => Promise<void>
  readonly fail: (error: unknown) => void
}

/** Groups of the same data, with all who want any of them. */
export interface Round extends Omit<WantedData, 'voxels'> {
  readonly groups: readonly Int32Array[]
  readonly visitors: Set<Visitor>
  /** Of the group that is being prepared. */
  stopPreparing: () => void
}

const nothingToStop = (): void => undefined

/** The groups of some data, each of at most `groupVoxels` voxels; nobody wants any yet. */
export function newRound({ dataKey, settings, all }: WantedData, groupVoxels: number): Round {
  const groups = cutIntoGroups(all, groupVoxels)
  return { dataKey, settings, all, groups, visitors: new Set(), stopPreparing: nothingToStop }
}

/** Whether somebody's groups are those of a round. */
export function isOfRound({ dataKey, all }: WantedData, round: Round): boolean {
  return round.dataKey === dataKey && areEqual(round.all, all)
}

/** Has the series of a group take the place of those that the fitting workers hold; ends when all who wait have left. */
export async function prepareGroup(engine: Engine, round: Round, index: number): Promise<void> {
  const { dataKey, settings, groups, visitors } = round
  const voxels = groups[index] ?? new Int32Array(0)
  const jobId = newJobId()
  round.stopPreparing = () => {
    stopJob(engine.run, jobId)
  }
  const onProgress = sayingWhich(index, groups.length, (progress) => {
    for (const visitor of visitors) if (visitor.wants.has(index)) visitor.onProgress(progress)
  })
  try {
    await engine.run.prepare({ dataKey, settings, voxels, isAlone: true }, jobId, onProgress)
  } finally {
    round.stopPreparing = nothingToStop
  }
}

/** Adds a visitor of some of the voxels, who leaves when all their groups are done, with an error, or at the signal. */
export function takePart<T>(
  round: Round,
  voxels: Int32Array,
  { signal, onProgress }: GroupJob,
  work: (group: VoxelGroup) => Promise<T>,
): Promise<T[]> {
  const { groups, visitors } = round
  const parts = partsOf(groups, voxels)
  const results: T[] = []
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      visitors.delete(visitor)
      signal.removeEventListener('abort', cancel)
      if (visitors.size === 0) round.stopPreparing()
    }
    const fail = (error: unknown): void => {
      leave()
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passed on as it came
      reject(error)
    }
    const cancel = (): void => fail(new Cancelled())
    const finish = (): void => {
      leave()
      resolve(results)
    }
    const wants = new Set(parts.keys())
    const visitor: Visitor = {
      wants,
      onProgress,
      fail,
      async work(index) {
        const part = parts.get(index)
        if (part === undefined) return
        try {
          results[part.index] = await work({
            ...part,
            onProgress: sayingWhich(index, groups.length, onProgress),
          })
          wants.delete(index)
          if (wants.size === 0) finish()
        } catch (error) {
          fail(error)
        }
      },
    }
    if (signal.aborted) cancel()
    else if (wants.size === 0) finish()
    else {
      visitors.add(visitor)
      signal.addEventListener('abort', cancel, { once: true })
    }
  })
}

/** The group that is held, if anybody wants it, or else the first after it that somebody does. */
export function nextGroup({ groups, visitors }: Round, held: number | null): number {
  const from = held ?? 0
  const inTurn = groups.map((_, i) => (from + i) % groups.length)
  return inTurn.find((index) => [...visitors].some(({ wants }) => wants.has(index))) ?? from
}

function sayingWhich(index: number, count: number, onProgress: OnProgress): OnProgress {
  if (count === 1) return onProgress
  const which = `Group ${String(index + 1)} of ${String(count)}`
  return (progress) => onProgress({ ...progress, what: `${which} · ${progress.what}` })
}
