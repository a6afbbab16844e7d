type Dims = readonly [number, number, number]

/** A mask with a layer of zeros on every side: no voxel of it lacks a neighbour. */
interface Padded {
  readonly values: Uint8Array
  readonly dims: Dims
}

function padded(mask: Uint8Array, [nx, ny, nz]: Dims): Padded {
  const result = emptyPadded([nx, ny, nz])
  eachRow([nx, ny, nz], (from, to) => result.values.set(mask.subarray(from, from + nx), to))
  return result
}

function emptyPadded([nx, ny, nz]: Dims): Padded {
  return { values: new Uint8Array((nx + 2) * (ny + 2) * (nz + 2)), dims: [nx, ny, nz] }
}

function unpadded({ values, dims }: Padded): Uint8Array {
  const [nx, ny, nz] = dims
  const result = new Uint8Array(nx * ny * nz)
  eachRow(dims, (to, from) => result.set(values.subarray(from, from + nx), to))
  return result
}

/** Where each row along x begins, in the mask and in the padded one. */
function eachRow([nx, ny, nz]: Dims, visit: (start: number, paddedStart: number) => void): void {
  for (let z = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      visit(nx * (y + ny * z), 1 + (nx + 2) * (y + 1 + (ny + 2) * (z + 1)))
    }
  }
}

/** Combines every voxel with its six face neighbours: by "and" or by "or". */
type Join = (mask: Uint8Array, row: Row, out: Uint8Array) => void

interface Row {
  readonly start: number
  readonly end: number
  /** Distances to the neighbours in y and z. */
  readonly nx: number
  readonly plane: number
}

const joinAll: Join = (mask, { start, end, nx, plane }, out) => {
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

const joinAny: Join = (mask, { start, end, nx, plane }, out) => {
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

function repeated(mask: Uint8Array, dims: Dims, times: number, join: Join): Uint8Array {
  if (times === 0) return mask
  const [nx, ny] = dims
  const width = nx + 2
  const plane = width * (ny + 2)
  let [from, to] = [padded(mask, dims), emptyPadded(dims)]
  for (let i = 0; i < times; i++) {
    eachRow(dims, (_, start) => {
      join(from.values, { start, end: start + nx, nx: width, plane }, to.values)
    })
    ;[from, to] = [to, from]
  }
  return unpadded(from)
}

/** Erodes a mask of 0 and 1 (file order) with the six face neighbours; outside the grid is 0. */
export function erode(mask: Uint8Array, dims: Dims, times: number): Uint8Array {
  return repeated(mask, dims, times, joinAll)
}

/** Dilates a mask of 0 and 1 (file order) with the six face neighbours. */
export function dilate(mask: Uint8Array, dims: Dims, times: number): Uint8Array {
  return repeated(mask, dims, times, joinAny)
}
