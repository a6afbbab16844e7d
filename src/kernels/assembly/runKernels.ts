// AssemblyScript, compiled by `npm run kernels` into ../runKernelsBytes.ts. Passes over a run as it is stored: what
// src/core/volume/scanStatistics.ts and slabBuilder.ts compute, bit for bit. Loads of vectors reach beyond the last voxel.
export { cutSeries } from './cutSeries'
export { floatMoments } from './floatMoments'
export { floatMeans, integerMeans, keepInside, markVarying } from './foundMoments'
export { integerMoments } from './integerMoments'
export { integerKeepAbove, scaledKeepAbove } from './keepAbove'
export { integerSumAbove, scaledSumAbove } from './sumAbove'
