// AssemblyScript, compiled by `npm run kernels` into ../volumeKernelsBytes.ts. What smoothing.ts, maskWork.ts, morphology.ts and
// fittableVoxels.ts of src/core/volume compute, bit for bit. Vectors reach up to one double, or 16 bytes of a mask, beyond the last voxel.
export { fittableVoxels } from './fittableVoxels'
export { joinNeighbours } from './joinNeighbours'
export { keepLargest } from './keepLargest'
export { fillInterior, keepFrom, pad, unpad } from './paddedMask'
export { dropNonFinite, roundToFloat32 } from './prepareVolume'
export { smoothAxis, smoothLines } from './smoothVolume'
export { valueAtRank } from './valueAtRank'
export { widestGap } from './widestGap'
