type Dims = readonly [number, number, number]

/** Per voxel how many of its six face neighbours are in the mask. */
function countFaces(mask: Uint8Array, [nx, ny, nz]: Dims): Uint8Array {
  const plane = nx * ny
  const counts = new Uint8Array(mask.length)
  for (let z = 0, at = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++, at++) {
        let count = 0
        if (x > 0) count += mask[at - 1]
        if (x < nx - 1) count += mask[at + 1]
        if (y > 0) count += mask[at - nx]
        if (y < ny - 1) count += mask[at + nx]
        if (z > 0) count += mask[at - plane]
        if (z < nz - 1) count += mask[at + plane]
        counts[at] = count
      }
    }
  }
  return counts
}

/** Repeats a step from mask to mask. */
function repeat(mask: Uint8Array, times: number, step: (mask: Uint8Array) => Uint8Array): Uint8Array {
  let result = mask
  for (let i = 0; i < times; i++) result = step(result)
  return result
}

/** Erodes a mask of 0 and 1 (file order) with the six face neighbours; outside the grid is 0. */
export function erode(mask: Uint8Array, dims: Dims, times: number): Uint8Array {
  return repeat(mask, times, (from) => {
    const faces = countFaces(from, dims)
    return from.map((value, at) => (value === 1 && faces[at] === 6 ? 1 : 0))
  })
}

/** Dilates a mask of 0 and 1 (file order) with the six face neighbours. */
export function dilate(mask: Uint8Array, dims: Dims, times: number): Uint8Array {
  return repeat(mask, times, (from) => {
    const faces = countFaces(from, dims)
    return from.map((value, at) => (value === 1 || faces[at] > 0 ? 1 : 0))
  })
}
