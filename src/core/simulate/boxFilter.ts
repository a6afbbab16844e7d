/** Sums each voxel with its two neighbours along x, then y, then z, in place; borders see zeros. */
export function boxSum(volume: Float32Array, dims: readonly [number, number, number]): void {
  const [nx, ny, nz] = dims
  for (const [stride, length] of [
    [1, nx],
    [nx, ny],
    [nx * ny, nz],
  ] as const) {
    sumAlong(volume, stride, length)
  }
}

/** Walks all lines of one axis side by side, so that memory is read in order. */
function sumAlong(volume: Float32Array, stride: number, length: number): void {
  const block = stride * length
  const before = new Float32Array(stride)
  for (let start = 0; start < volume.length; start += block) {
    before.fill(0)
    for (let step = 0; step < length; step++) {
      const row = start + step * stride
      const next = step + 1 < length ? stride : 0
      for (let i = 0; i < stride; i++) {
        const here = volume[row + i]
        const sum = before[i] + here + (next === 0 ? 0 : volume[row + i + next])
        before[i] = here
        volume[row + i] = sum
      }
    }
  }
}
