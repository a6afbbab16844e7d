import { Cancelled, isCancelled } from '../protocol/progress.ts'
import type { Engine } from './engine.ts'
import {
  isOfRound,
  newRound,
  nextGroup,
  prepareGroup,
  takePart,
  type GroupJob,
  type Round,
  type VoxelGroup,
  type WantedData,
} from './voxelRound.ts'

/** Goes over voxels whose series cannot all be held at once. */
export interface VoxelGroups {
  /**
   * Has `work` done on every group, each as soon as its series are there, and answers with the results in the order of the
   * voxels. All who want groups of the same data share them: who comes late begins where the others are and gets the rest
   * afterwards. What is held from before comes first.
   */
  visit<T>(wanted: WantedData, job: GroupJob, work: (group: VoxelGroup) => Promise<T>): Promise<T[]>
  /** Sends away all who wait and forgets what is held: the workers are others, or the run is. */
  reset(): void
}

interface HeldGroup {
  readonly round: Round
  readonly index: number
}

/** What is known of the groups; another life begins with `reset`. */
interface Room {
  readonly engine: Engine
  readonly rounds: Round[]
  held: HeldGroup | null
  isTurning: boolean
  isOver: boolean
}

/** Groups of at most `groupVoxels` voxels; nothing held yet. */
export function createVoxelGroups(engine: Engine, groupVoxels: number): VoxelGroups {
  const emptyRoom = (): Room => ({ engine, rounds: [], held: null, isTurning: false, isOver: false })
  let room = emptyRoom()

  function roundOf(wanted: WantedData): Round {
    const { rounds, held } = room
    const known = [...rounds, ...(held === null ? [] : [held.round])].find((each) => isOfRound(wanted, each))
    const round = known ?? newRound(wanted, groupVoxels)
    if (!rounds.includes(round)) rounds.push(round)
    return round
  }

  return {
    visit(wanted, job, work) {
      const visiting = takePart(roundOf(wanted), wanted.voxels, job, work)
      if (!room.isTurning) void turn(room)
      return visiting
    },
    reset() {
      const { rounds } = room
      room.isOver = true
      room = emptyRoom()
      for (const { visitors } of rounds) for (const { fail } of [...visitors]) fail(new Cancelled())
    },
  }
}

/** One group after another, until nobody wants any. Never rejects. */
async function turn(room: Room): Promise<void> {
  room.isTurning = true
  for (let round = wantedRound(room); round !== null && !room.isOver; round = wantedRound(room)) {
    const index = nextGroup(round, room.held?.round === round ? room.held.index : null)
    try {
      await hold(room, round, index)
    } catch (error) {
      // Cancelled by all who waited: others may have come.
      if (!isCancelled(error)) for (const { fail } of [...round.visitors]) fail(error)
      continue
    }
    // Who came while the group was prepared takes part.
    const present = [...round.visitors].filter(({ wants }) => wants.has(index))
    await Promise.all(present.map(({ work }) => work(index)))
  }
  room.isTurning = false
}

/** The round that came first of those somebody still wants groups of. */
function wantedRound({ rounds }: Room): Round | null {
  while (rounds[0]?.visitors.size === 0) rounds.shift()
  return rounds[0] ?? null
}

async function hold(room: Room, round: Round, index: number): Promise<void> {
  if (room.held?.round === round && room.held.index === index) return
  room.held = null
  await room.engine.ready
  await prepareGroup(room.engine, round, index)
  room.held = { round, index }
}
