import type { DisplayGrid } from './displayGrid.ts'

const HEADER_BYTES = 352

/** The code of NIfTI-1 for unsigned bytes. */
const UINT8 = 2

/**
 * A NIfTI-1 file of a display grid, one byte a voxel. Its affine is diagonal and centred: NiiVue
 * only draws, the run's own affine is applied by this room.
 */
export function niftiBuffer(display: DisplayGrid, voxels: Uint8Array): ArrayBuffer {
  const buffer = new ArrayBuffer(HEADER_BYTES + voxels.length)
  const view = new DataView(buffer)
  view.setInt32(0, 348, true)
  view.setInt16(40, 3, true)
  display.dims.forEach((size, axis) => {
    view.setInt16(42 + 2 * axis, size, true)
  })
  for (let axis = 3; axis < 7; axis++) view.setInt16(42 + 2 * axis, 1, true)
  view.setInt16(70, UINT8, true)
  view.setInt16(72, 8, true)
  writeGeometry(view, display)
  view.setFloat32(108, HEADER_BYTES, true)
  view.setFloat32(112, 1, true)
  view.setUint8(123, 2)
  new Uint8Array(buffer, 344, 4).set([0x6e, 0x2b, 0x31, 0])
  new Uint8Array(buffer, HEADER_BYTES).set(voxels)
  return buffer
}

/** Voxel sizes and an sform with display axes along mm axes, the grid's middle at the origin. */
function writeGeometry(view: DataView, display: DisplayGrid): void {
  view.setFloat32(76, 1, true)
  view.setInt16(254, 1, true)
  display.spacingMm.forEach((spacing, axis) => {
    const size = display.dims[axis] ?? 1
    view.setFloat32(80 + 4 * axis, spacing, true)
    view.setFloat32(280 + 16 * axis + 4 * axis, spacing, true)
    view.setFloat32(280 + 16 * axis + 12, (-spacing * (size - 1)) / 2, true)
  })
}
