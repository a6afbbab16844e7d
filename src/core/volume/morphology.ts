type Dims = readonly [number, number, number]

/**
 * Combines every voxel with its six face neighbours into `out`: by "and" where `isErosion`, else by "or". Outside the grid
 * is 0.
 */
function withNeighbours(mask: Uint8Array, [nx, ny, nz]: Dims, isErosion: boolean, out: Uint8Array): void {
  const plane = nx * ny
  const join = isErosion ? joinAll : joinAny
  for (let z = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      const isEdge = y === 0 || y === ny - 1 || z === 0 || z === nz - 1
      const start = z * plane + y * nx
      if (!isEdge) {
        join(mask, { start, end: start + nx, nx, plane }, out)
        // Neighbours in memory, but not in space.
        out[start] = atEdge(mask, [nx, ny, nz], [0, y, z], isErosion)
        out[start + nx - 1] = atEdge(mask, [nx, ny, nz], [nx - 1, y, z], isErosion)
      } else for (let x = 0; x < nx; x++) out[start + x] = atEdge(mask, [nx, ny, nz], [x, y, z], isErosion)
    }
  }
}

interface Row {
  readonly start: number
  readonly end: number
  /** Distances to the neighbours in y and z. */
  readonly nx: number
  readonly plane: number
}

function joinAll(mask: Uint8Array, { start, end, nx, plane }: Row, out: Uint8Array): void {
  for (let at = start; at < end; at++) {
    out[at] =
      mask[at] &
      mask[at - 1] &
      mask[at + 1] &
      mask[at - nx] &
      mask[at + nx] &
      mask[at - plane] &
      mask[at + plane]
  }
}

function joinAny(mask: Uint8Array, { start, end, nx, plane }: Row, out: Uint8Array): void {
  for (let at = start; at < end; at++) {
    out[at] =
      mask[at] |
      mask[at - 1] |
      mask[at + 1] |
      mask[at - nx] |
      mask[at + nx] |
      mask[at - plane] |
      mask[at + plane]
  }
}

/** The same for a voxel at the edge of the grid: an erosion leaves none. */
function atEdge(mask: Uint8Array, [nx, ny, nz]: Dims, [x, y, z]: Dims, isErosion: boolean): number {
  if (isErosion) return 0
  const plane = nx * ny
  const at = x + nx * y + plane * z
  return (
    mask[at] |
    (x > 0 ? mask[at - 1] : 0) |
    (x < nx - 1 ? mask[at + 1] : 0) |
    (y > 0 ? mask[at - nx] : 0) |
    (y < ny - 1 ? mask[at + nx] : 0) |
    (z > 0 ? mask[at - plane] : 0) |
    (z < nz - 1 ? mask[at + plane] : 0)
  )
}

function repeated(mask: Uint8Array, dims: Dims, times: number, isErosion: boolean): Uint8Array {
  let result = mask
  for (let i = 0; i < times; i++) {
    const next = new Uint8Array(mask.length)
    withNeighbours(result, dims, isErosion, next)
    result = next
  }
  return result
}

/** Erodes a mask of 0 and 1 (file order) with the six face neighbours; outside the grid is 0. */
export function erode(mask: Uint8Array, dims: Dims, times: number): Uint8Array {
  return repeated(mask, dims, times, true)
}

/** Dilates a mask of 0 and 1 (file order) with the six face neighbours. */
export function dilate(mask: Uint8Array, dims: Dims, times: number): Uint8Array {
  return repeated(mask, dims, times, false)
}
