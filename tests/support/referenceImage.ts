/** Grid of the reference image of the EPI mask and the end-to-end fits. */
export const referenceDims = [24, 26, 22] as const

const [nx, ny, nz] = referenceDims

function voxelValues(value: (x: number, y: number, z: number) => number): Float64Array {
  const values = new Float64Array(nx * ny * nz)
  for (let z = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++) values[x + nx * (y + ny * z)] = value(x, y, z)
    }
  }
  return values
}

function isInside(x: number, y: number, z: number): boolean {
  return (x - 11.5) ** 2 / 81 + (y - 12.5) ** 2 / 100 + (z - 10.5) ** 2 / 64 < 1
}

/** 1 inside the ellipsoid. */
export function referenceInside(): Uint8Array {
  return Uint8Array.from(voxelValues((x, y, z) => (isInside(x, y, z) ? 1 : 0)))
}

/** Brightness: an ellipsoid of 800 to 900, 20 to 32 around it, and one bright voxel apart. */
export function referenceMean(): Float64Array {
  return voxelValues((x, y, z) => {
    if (x === 2 && y === 2 && z === 2) return 900
    return isInside(x, y, z) ? 800 + 10 * ((3 * x + 5 * y + 7 * z) % 11) : 20 + ((7 * x + 3 * y + 5 * z) % 13)
  })
}

/** Where the task is active: 8 < x < 14 and 8 < y < 14, inside. */
export function referenceActive(): Uint8Array {
  return Uint8Array.from(
    voxelValues((x, y, z) => (isInside(x, y, z) && x > 8 && x < 14 && y > 8 && y < 14 ? 1 : 0)),
  )
}

/** File-order index of a voxel. */
export function referenceIndex(x: number, y: number, z: number): number {
  return x + nx * (y + ny * z)
}
