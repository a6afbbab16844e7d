import type { SlabKernels } from '../core/glm/slabKernels.ts'
import { slabSums, sumsAt } from '../core/glm/slabSums.ts'
import { productView, type SlabView } from '../core/glm/slabView.ts'
import type { PaneSlab } from './paneSlab.ts'
import type { ProductStore } from './productStore.ts'

/** A pane's slab as fits read it, from what is known of the whole slab where that is enough. */
export function paneView(part: PaneSlab, store: ProductStore, kernels: SlabKernels): SlabView {
  const { delivery, whole, positions, voxels, slab, some } = part
  const sums = slabSums(whole, kernels)
  return productView(
    {
      scanCount: whole.scanCount,
      voxelCount: voxels.length,
      sums: positions === null ? sums : sumsAt(sums, positions),
      positions,
      of: (vectors) => store.of(delivery, whole, vectors),
      slab,
      some,
    },
    kernels,
  )
}
