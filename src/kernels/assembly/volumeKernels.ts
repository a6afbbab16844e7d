// AssemblyScript, compiled by `npm run kernels` into ../volumeKernelsBytes.ts. What src/core/volume/smoothing.ts and morphology.ts
// compute, bit for bit. Doubles; vectors reach up to one double, or 16 bytes of a mask, beyond the last voxel.
export { joinNeighbours } from './joinNeighbours'
export { smoothAxis, smoothLines } from './smoothVolume'
