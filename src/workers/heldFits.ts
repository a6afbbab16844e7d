import type { FitPlan, SlabFit, VoxelScaling } from '../core/glm/fitPlan.ts'

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
}

/** The fits that one worker keeps for toggling back and forth. */
export interface HeldFits {
  has(fitId: string): boolean
  /** Throws where there is no such fit. */
  get(fitId: string): HeldFit
  /** Keeps a fit; the oldest goes when there are too many. */
  keep(fitId: string, fit: HeldFit): void
  clear(): void
}

/** The oldest goes first. */
const maxHeldFits = 24
/** Estimates that the kept fits of one worker may hold; both panes' newest stay in any case. */
const budgetBytes = 256e6

/** No fits yet. */
export function createHeldFits(): HeldFits {
  const fits = new Map<string, HeldFit>()
  return {
    has: (fitId) => fits.has(fitId),
    get(fitId) {
      const fit = fits.get(fitId)
      if (fit === undefined) throw new Error(`no fit ${fitId}`)
      return fit
    },
    keep(fitId, fit) {
      fits.set(fitId, fit)
      dropOldest(fits)
    },
    clear() {
      fits.clear()
    },
  }
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
