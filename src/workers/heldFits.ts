import type { FitPlan, SlabFit, VoxelScaling } from '../core/glm/fitPlan.ts'
import type { FitPart } from '../protocol/fitContract.ts'

/** A slab's estimates with what is needed to read them. */
export interface FittedSlab {
  readonly voxels: Int32Array
  readonly scaling: VoxelScaling
  readonly commonUnitFactor: Float64Array
  readonly fit: SlabFit
}

export interface HeldFit {
  readonly dataKey: string
  readonly plan: FitPlan
  readonly slabs: readonly FittedSlab[]
  /** Voxels of each part in which it was made. */
  readonly partSizes: readonly number[]
}

/** A fit, or a part of one, as it was just made. */
export type NewFit = Omit<HeldFit, 'partSizes'>

/** The fits that one worker keeps for toggling back and forth. */
export interface HeldFits {
  has(fitId: string): boolean
  /** Throws where there is no such fit. */
  get(fitId: string): HeldFit
  /** Keeps a fit, or a part until the others are there; the oldest fit goes when there are too many. */
  keep(fitId: string, fit: NewFit, part?: FitPart): void
  clear(): void
}

/** The oldest goes first. */
const maxHeldFits = 24
/** Both panes', group by group. */
const mostGrowing = 2
/** Estimates that the kept fits of one worker may hold; both panes' newest stay in any case. */
const budgetBytes = 256e6

/** No fits yet. */
export function createHeldFits(): HeldFits {
  const fits = new Map<string, HeldFit>()
  const growing = new Map<string, Map<number, NewFit>>()

  function add(fitId: string, fit: NewFit, { index, count, attempt }: FitPart): void {
    // Both panes may make the same fit side by side.
    const key = `${fitId} ${String(attempt)}`
    const parts = growing.get(key) ?? new Map<number, NewFit>()
    parts.set(index, fit)
    growing.delete(key)
    if (parts.size < count) growing.set(key, parts)
    else fits.set(fitId, joined(parts))
    // What was cancelled is never finished.
    for (const oldest of growing.keys()) if (growing.size > mostGrowing) growing.delete(oldest)
  }

  return {
    has: (fitId) => fits.has(fitId),
    get(fitId) {
      const fit = fits.get(fitId)
      if (fit === undefined) throw new Error(`no fit ${fitId}`)
      return fit
    },
    keep(fitId, fit, part = wholeFit) {
      add(fitId, fit, part)
      dropOldest(fits)
    },
    clear() {
      fits.clear()
      growing.clear()
    },
  }
}

const wholeFit: FitPart = { index: 0, count: 1, attempt: 0 }

/** The parts in the order of their voxels. */
function joined(parts: ReadonlyMap<number, NewFit>): HeldFit {
  const inOrder = [...parts.keys()].toSorted((a, b) => a - b).flatMap((index) => parts.get(index) ?? [])
  const [first] = inOrder
  if (first === undefined) throw new Error('a fit without parts')
  const sizeOf = ({ slabs }: NewFit): number => slabs.reduce((sum, { voxels }) => sum + voxels.length, 0)
  return { ...first, slabs: inOrder.flatMap(({ slabs }) => slabs), partSizes: inOrder.map(sizeOf) }
}

function dropOldest(fits: Map<string, HeldFit>): void {
  let bytes = [...fits.values()].reduce((sum, held) => sum + bytesOf(held), 0)
  for (const [oldest, held] of fits) {
    if (fits.size <= maxHeldFits && (bytes <= budgetBytes || fits.size <= 2)) break
    fits.delete(oldest)
    bytes -= bytesOf(held)
  }
}

function bytesOf({ slabs }: HeldFit): number {
  return slabs.reduce((sum, { fit }) => sum + fit.beta.byteLength + 3 * fit.dispersion.byteLength, 0)
}
