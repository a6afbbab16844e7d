import { paddedRank } from './usualAr1Layout.ts'
import type { UsualAr1Fit, UsualAr1Model, UsualAr1Voxels, RowSource } from './usualAr1Model.ts'
import { keptVoxels, usualAr1Room, type CompiledAr1, type UsualAr1Room } from './usualAr1Room.ts'

/** Both panes' models: their slabs take turns. */
const mostRooms = 2
/** The bin that the module gives to a series that does not vary, and to an estimate beyond the limit. */
const constant = -(2 ** 31)
const beyond = constant + 1

/** Compiled nilearn AR(1) in the usual case, in the shape of core's `FitUsualAr1`. A room has an instance of the module of its own. */
export function wrapUsualAr1Fits(
  instantiate: () => CompiledAr1,
): (model: UsualAr1Model, voxels: UsualAr1Voxels) => UsualAr1Fit {
  const roomOf = createRooms(instantiate)
  return (model, voxels) => {
    const room = roomOf(model, voxels)
    room.placeSlab(voxels)
    const anyUncertain = findBins(room, voxels)
    room.placeLabels()
    const { voxelCount } = voxels
    const anyUnlabelled = solve(room, voxelCount)
    return {
      fit: readFit(room, voxelCount),
      uncertain: anyUncertain ? uncertainVoxels(room, voxelCount) : [],
      unlabelled: anyUnlabelled ? unlabelledVoxels(room, voxelCount) : [],
    }
  }
}

interface UsedRoom {
  readonly room: UsualAr1Room
  readonly weights: RowSource['weights']
  readonly kind: RowSource['kind']
}

/** The room of a model; of too many the one used longest ago is taken for it. */
function createRooms(
  instantiate: () => CompiledAr1,
): (model: UsualAr1Model, voxels: UsualAr1Voxels) => UsualAr1Room {
  let used: readonly UsedRoom[] = []

  return (model, { voxelCount, source }) => {
    const kept = source.kind === 'series' ? voxelCount : keptVoxels(source.sources)
    const voxels = Math.max(voxelCount, kept)
    const { kind, weights } = source
    const isFit = ({ room, ...of }: UsedRoom): boolean =>
      room.model === model && of.weights === weights && of.kind === kind && room.at.stride >= voxels
    const known = used.find(isFit)
    const others = used.filter((other) => other !== known)
    const free = others.length < mostRooms ? null : (others.shift() ?? null)
    const room = known?.room ?? usualAr1Room(free?.room.compiled ?? instantiate(), model, source, voxels)
    used = [...others, { room, weights, kind }]
    return room
  }
}

/** Residuals of OLS and the bins of their lag-1 estimates; whether any voxel is uncertain. */
function findBins({ compiled, model, at }: UsualAr1Room, { voxelCount, source }: UsualAr1Voxels): boolean {
  const { rank, scanCount, bins, lagRows, largestLoss, closeToEdge } = model
  const rowBytes = 8 * at.stride
  compiled.combine(...[at.projected, rank, at.stride, at.lagWeights, lagRows.rows, at.lagged, voxelCount])
  compiled.ar1Read(...[at.projected, at.lagged, at.sums, at.basis, rank, voxelCount, rowBytes, at.residuals])
  const amplification = source.kind === 'series' ? 0 : source.amplification
  const found = compiled.ar1Bins(
    ...[at.residuals, at.sums, voxelCount, rowBytes, scanCount / (scanCount - 1), bins],
    ...[at.table, model.binLimit, at.binOf, amplification, largestLoss, closeToEdge, at.uncertain],
  )
  return found !== 0
}

/** Whitened least squares and beta; whether any voxel has no packed label. */
function solve({ compiled, model, at }: UsualAr1Room, voxelCount: number): boolean {
  const { rank, scanCount, dispersionDivisor, toBeta } = model
  const unlabelled = compiled.ar1Solve(
    ...[at.projected, at.lagged, at.residuals, at.scaling, at.basis, at.table, model.binLimit, at.binOf],
    ...[rank, paddedRank(model), voxelCount, 8 * at.stride, scanCount, dispersionDivisor],
    ...[at.coordinates, at.estimates, at.scratch],
  )
  compiled.combine(...[at.coordinates, rank, at.stride, at.betaWeights, toBeta.rows, at.beta, voxelCount])
  return unlabelled > 0
}

function readFit({ compiled, model, at }: UsualAr1Room, voxelCount: number): UsualAr1Fit['fit'] {
  const { buffer } = compiled.memory
  const row = (start: number, k: number): Float64Array =>
    new Float64Array(buffer, start + 8 * at.stride * k, voxelCount)
  const beta = new Float64Array(model.columnCount * voxelCount)
  for (let j = 0; j < model.columnCount; j++) beta.set(row(at.beta, j), j * voxelCount)
  return {
    voxelCount,
    beta,
    dispersion: row(at.estimates, 0).slice(),
    noiseRho: row(at.estimates, 1).slice(),
    rSquared: row(at.estimates, 2).slice(),
  }
}

function uncertainVoxels({ compiled, at }: UsualAr1Room, voxelCount: number): number[] {
  const flags = new Uint8Array(compiled.memory.buffer, at.uncertain, voxelCount)
  return Array.from(flags.keys()).filter((v) => flags[v] === 1)
}

function unlabelledVoxels(room: UsualAr1Room, voxelCount: number): UsualAr1Fit['unlabelled'] {
  const { compiled, model, at } = room
  const { buffer } = compiled.memory
  const bins = new Int32Array(buffer, at.binOf, voxelCount)
  const table = new Int32Array(buffer, at.table, 2 * model.binLimit + 1)
  const found: { voxel: number; bin: number }[] = []
  bins.forEach((bin, voxel) => {
    if (bin === constant) return
    if (bin === beyond) found.push({ voxel, bin: binBeyond(room, voxel) })
    else if (table[bin + model.binLimit] === 0) found.push({ voxel, bin })
  })
  return found
}

/** Adding 0 turns a bin of -0 into 0. */
function binBeyond({ compiled, model, at }: UsualAr1Room, voxel: number): number {
  const { scanCount, bins } = model
  const residuals = new Float64Array(compiled.memory.buffer, at.residuals, 2 * at.stride)
  const squares = residuals[voxel] ?? 0
  const lag = residuals[at.stride + voxel] ?? 0
  return Math.trunc((lag / squares) * (scanCount / (scanCount - 1)) * bins) + 0
}
