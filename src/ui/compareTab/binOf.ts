import type { HexBins } from '../../charts/hexagons.ts'
import type { PlotHit } from '../../charts/Plot.tsx'

/** The index of the bin whose centre was hit; -1 when what was hit is no bin. */
export function binOf(hexbins: HexBins, hit: Pick<PlotHit, 'x' | 'y'>): number {
  return hexbins.bins.findIndex((bin) => bin.x === hit.x && bin.y === hit.y)
}
