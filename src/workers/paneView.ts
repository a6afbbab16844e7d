import type { SlabKernels } from '../core/glm/slabKernels.ts'
import { slabSums, sumsAt, type SlabSums } from '../core/glm/slabSums.ts'
import { productView, type SlabView } from '../core/glm/slabView.ts'
import type { PaneSlab } from './paneSlab.ts'
import type { ProductStore } from './productStore.ts'

/** A pane's slab as fits read it, from what is known of the whole slab where that is enough. */
export function paneView(part: PaneSlab, store: ProductStore, kernels: SlabKernels): SlabView {
  const { delivery, whole, positions, voxels, slab, some } = part
  return productView(
    {
      scanCount: whole.scanCount,
      voxelCount: voxels.length,
      sums: sumsOf(part, kernels),
      positions,
      of: (vectors) => store.of(delivery, whole, vectors),
      slab,
      some,
    },
    kernels,
  )
}

const known = new WeakMap<PaneSlab, SlabSums>()

/** The sums of a pane's voxels, picked once from those of the whole slab. */
function sumsOf(part: PaneSlab, kernels: SlabKernels): SlabSums {
  const found = known.get(part)
  if (found !== undefined) return found
  const ofWhole = slabSums(part.whole, kernels)
  const sums = part.positions === null ? ofWhole : sumsAt(ofWhole, part.positions)
  known.set(part, sums)
  return sums
}
