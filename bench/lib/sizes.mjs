/**
 * The runs that are measured. `dims` are those of a whole run; of the large ones only the middle `slices` are generated, and the
 * table states the factor: nothing is extrapolated.
 * @typedef {{ name: string, what: string, dims: [number, number, number], slices: number, scans: number, tr: number,
 *   datatype: 'int16' | 'float32', voxelMm: number, loads: number }} Size
 * @type {Size[]}
 */
export const sizes = [
  {
    name: 'classic',
    what: '3 mm, as many scanners give it',
    dims: [64, 64, 36],
    slices: 36,
    scans: 200,
    tr: 2,
    datatype: 'int16',
    voxelMm: 3,
    loads: 5,
  },
  {
    name: 'fmriprep',
    what: '2 mm in MNI space, long',
    dims: [97, 115, 97],
    slices: 24,
    scans: 400,
    tr: 1.5,
    datatype: 'float32',
    voxelMm: 2,
    loads: 2,
  },
  {
    name: 'hcp-slab',
    what: '2 mm, multiband, very long',
    dims: [91, 109, 91],
    slices: 8,
    scans: 1200,
    tr: 0.72,
    datatype: 'float32',
    voxelMm: 2,
    loads: 2,
  },
]

/** Share of the whole run that is generated, as a fraction in words. */
export function shareOf({ dims, slices }) {
  return slices === dims[2] ? 'whole' : `${slices}/${dims[2]} slices`
}
