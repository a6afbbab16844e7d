/** A mask with a layer of zeros on every side lies row by row; where its first voxel is. */
// @ts-ignore: decorator
@inline
function firstVoxel(padded: usize, nx: usize, ny: usize): usize {
  return padded + (nx + 2) * (ny + 2) + (nx + 2) + 1
}

/** Puts a mask of bytes inside its layer of zeros, which is there. */
export function pad(mask: usize, padded: usize, nx: usize, ny: usize, nz: usize): void {
  let to = firstVoxel(padded, nx, ny)
  for (let z: usize = 0; z < nz; z++, to += 2 * (nx + 2)) {
    for (let y: usize = 0; y < ny; y++, mask += nx, to += nx + 2) memory.copy(to, mask, nx)
  }
}

/** Takes it out again. */
export function unpad(padded: usize, mask: usize, nx: usize, ny: usize, nz: usize): void {
  let from = firstVoxel(padded, nx, ny)
  for (let z: usize = 0; z < nz; z++, from += 2 * (nx + 2)) {
    for (let y: usize = 0; y < ny; y++, mask += nx, from += nx + 2) memory.copy(mask, from, nx)
  }
}

/** Sets all that is not layer to 1. */
export function fillInterior(padded: usize, nx: usize, ny: usize, nz: usize): void {
  let to = firstVoxel(padded, nx, ny)
  for (let z: usize = 0; z < nz; z++, to += 2 * (nx + 2)) {
    for (let y: usize = 0; y < ny; y++, to += nx + 2) memory.fill(to, 1, nx)
  }
}

/** Makes a mask, inside its layer, of the doubles that are at least `threshold`. */
export function keepFrom(values: usize, threshold: f64, padded: usize, nx: usize, ny: usize, nz: usize): void {
  let to = firstVoxel(padded, nx, ny)
  for (let z: usize = 0; z < nz; z++, to += 2 * (nx + 2)) {
    for (let y: usize = 0; y < ny; y++, to += 2) {
      for (const end = to + nx; to < end; to++, values += 8) store<u8>(to, <u8>(load<f64>(values) >= threshold))
    }
  }
}
