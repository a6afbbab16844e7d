/** Voxels that are worked on together, at most: as many 16-bit numbers as a vector holds. */
export const GROUP: usize = 8
/** Bytes of the note of a group: two i32, its first voxel and its number of voxels. */
export const NOTE: usize = 8

/** Notes the groups of up to eight neighbours in x among `count` ascending voxels (i32); returns where the notes end. */
export function noteGroups(voxels: usize, count: usize, note: usize): usize {
  for (let v: usize = 0; v < count; note += NOTE) {
    const first = load<i32>(voxels + 4 * v)
    let length: usize = 1
    while (length < GROUP && v + length < count && load<i32>(voxels + 4 * (v + length)) == first + <i32>length) length++
    store<i32>(note, first)
    store<i32>(note, <i32>length, 4)
    v += length
  }
  return note
}

/** Voxels of the groups noted from `note` to `end`. */
export function voxelsOf(note: usize, end: usize): usize {
  let count: i32 = 0
  for (; note < end; note += NOTE) count += load<i32>(note, 4)
  return count
}
