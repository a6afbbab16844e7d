import type { FittedResult } from './paneResult.ts'

/** The results of recent settings, so that toggling back shows them at once. */
export interface RememberedResults {
  get(key: string): FittedResult | undefined
  add(result: FittedResult): void
  /** The workers no longer hold the fits that the results came from. */
  forget(): void
}

/** Bytes of maps kept: about thirty results of an ordinary run. */
const budgetBytes = 256e6

/** An empty memory; the results used longest ago go first. */
export function rememberedResults(): RememberedResults {
  const kept = new Map<string, FittedResult>()

  function forgetOldest(): void {
    let bytes = [...kept.values()].reduce((sum, result) => sum + bytesOf(result), 0)
    for (const [key, result] of kept) {
      if (bytes <= budgetBytes) return
      kept.delete(key)
      bytes -= bytesOf(result)
    }
  }

  return {
    get(key) {
      const result = kept.get(key)
      if (result !== undefined) {
        kept.delete(key)
        kept.set(key, result)
      }
      return result
    },
    add(result) {
      kept.set(result.key, result)
      forgetOldest()
    },
    forget() {
      kept.clear()
    },
  }
}

function bytesOf(result: FittedResult): number {
  const maps = [...result.maps.values()].reduce((sum, map) => sum + map.byteLength, 0)
  return maps + result.voxels.byteLength + result.commonUnitFactor.byteLength
}
