// AssemblyScript, compiled by `npm run kernels` into ../slabKernelsBytes.ts. Float32 data [scan][voxel], double accumulation,
// scan after scan into one sum per output: what src/core/glm/projection.ts computes, bit for bit.
// `stride` is the voxel count rounded up to a multiple of 16; the padding holds zeros. All pointers are 16-byte aligned.
export { ar1Bins, ar1Read } from './ar1Read'
export { ar1Solve } from './ar1Solve'
export { combine } from './combine'
export { pick } from './pick'
export { project } from './project'
export { sumProducts } from './sumProducts'
export { whitenedSquares } from './whitenedSquares'
