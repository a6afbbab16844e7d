/** A map over some voxels of a run: value i belongs to voxel `voxels[i]`, ascending file-order indices. */
export interface VoxelMap {
  readonly voxels: Int32Array
  readonly values: ArrayLike<number>
}

/** The voxels two maps have in common, and their values there. */
export interface PairedMaps {
  /** File-order indices, ascending. */
  readonly voxels: Int32Array
  readonly a: Float64Array
  readonly b: Float64Array
  /** Voxels that only one map has. */
  readonly onlyA: number
  readonly onlyB: number
  /** Common voxels left out because a value is not finite. */
  readonly notFinite: number
}

/** Pairs two maps over the voxels both have, where both values are finite. */
export function pairMaps(a: VoxelMap, b: VoxelMap): PairedMaps {
  const room = Math.min(a.voxels.length, b.voxels.length)
  const paired = { voxels: new Int32Array(room), a: new Float64Array(room), b: new Float64Array(room) }
  let common = 0
  let count = 0
  for (let i = 0, j = 0; i < a.voxels.length && j < b.voxels.length;) {
    if (a.voxels[i] < b.voxels[j]) i++
    else if (a.voxels[i] > b.voxels[j]) j++
    else {
      if (Number.isFinite(a.values[i]) && Number.isFinite(b.values[j])) {
        paired.voxels[count] = a.voxels[i]
        paired.a[count] = a.values[i]
        paired.b[count] = b.values[j]
        count++
      }
      common++
      i++
      j++
    }
  }
  return {
    voxels: paired.voxels.slice(0, count),
    a: paired.a.slice(0, count),
    b: paired.b.slice(0, count),
    onlyA: a.voxels.length - common,
    onlyB: b.voxels.length - common,
    notFinite: common - count,
  }
}

/** A − B at every paired voxel. */
export function difference(pairs: PairedMaps): Float64Array {
  return pairs.a.map((value, i) => value - pairs.b[i])
}

/** (A + B)/2 at every paired voxel, the abscissa of Bland and Altman's plot. */
export function average(pairs: PairedMaps): Float64Array {
  return pairs.a.map((value, i) => (value + pairs.b[i]) / 2)
}
