/** Those of somebody's voxels that lie in one group. */
export interface VoxelPart {
  /** File-order indices, ascending. */
  readonly voxels: Int32Array
  /** From 0, in the order of the voxels, among the groups that have any of these voxels. */
  readonly index: number
  readonly count: number
}

/** Ascending voxels in as few groups as hold at most `most` each, of nearly equal size. */
export function cutIntoGroups(voxels: Int32Array, most: number): Int32Array[] {
  const count = Math.ceil(voxels.length / most)
  const bound = (group: number): number => Math.round((group * voxels.length) / count)
  return Array.from({ length: count }, (_, group) => voxels.subarray(bound(group), bound(group + 1)))
}

/** Somebody's voxels (ascending, all of them in the groups) by the number of their group; groups without any are absent. */
export function partsOf(groups: readonly Int32Array[], voxels: Int32Array): Map<number, VoxelPart> {
  const found: { readonly group: number; readonly voxels: Int32Array }[] = []
  let start = 0
  groups.forEach((group, number) => {
    const last = group.at(-1) ?? -1
    let end = start
    while (end < voxels.length && (voxels[end] ?? Infinity) <= last) end++
    if (end > start) found.push({ group: number, voxels: voxels.slice(start, end) })
    start = end
  })
  return new Map(
    found.map((part, index) => [part.group, { voxels: part.voxels, index, count: found.length }]),
  )
}
