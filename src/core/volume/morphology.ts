type Dims = readonly [number, number, number]

/** How many of the six face neighbours are in the mask. */
function countFaces(mask: Uint8Array, dims: Dims, at: number): number {
  const [nx, ny, nz] = dims
  const plane = nx * ny
  const x = at % nx
  const y = Math.floor(at / nx) % ny
  const z = Math.floor(at / plane)
  return (
    (x > 0 ? mask[at - 1] : 0) +
    (x < nx - 1 ? mask[at + 1] : 0) +
    (y > 0 ? mask[at - nx] : 0) +
    (y < ny - 1 ? mask[at + nx] : 0) +
    (z > 0 ? mask[at - plane] : 0) +
    (z < nz - 1 ? mask[at + plane] : 0)
  )
}

/** Repeats a step from mask to mask. */
function repeat(mask: Uint8Array, times: number, step: (mask: Uint8Array) => Uint8Array): Uint8Array {
  let result = mask
  for (let i = 0; i < times; i++) result = step(result)
  return result
}

/** Erodes a mask of 0 and 1 (file order) with the six face neighbours; outside the grid is 0. */
export function erode(mask: Uint8Array, dims: Dims, times: number): Uint8Array {
  return repeat(mask, times, (from) =>
    from.map((value, at) => (value === 1 && countFaces(from, dims, at) === 6 ? 1 : 0)),
  )
}

/** Dilates a mask of 0 and 1 (file order) with the six face neighbours. */
export function dilate(mask: Uint8Array, dims: Dims, times: number): Uint8Array {
  return repeat(mask, times, (from) =>
    from.map((value, at) => (value === 1 || countFaces(from, dims, at) > 0 ? 1 : 0)),
  )
}
