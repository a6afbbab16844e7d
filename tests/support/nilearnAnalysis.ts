import { allParts } from '../../src/core/math/parts.ts'
import { contrastMaps } from '../../src/core/contrast/statistics.ts'
import type { MapKind } from '../../src/core/contrast/mapKind.ts'
import type { Design } from '../../src/core/design/design.ts'
import type { FitPlan, SlabFit } from '../../src/core/glm/fitPlan.ts'
import { fitSlab } from '../../src/core/glm/fitSlab.ts'
import { ar1Plan, needsResidualMean, slabResidualSum } from '../../src/core/glm/nilearnAr1.ts'
import { olsPlan } from '../../src/core/glm/ols.ts'
import type { Matrix } from '../../src/core/math/matrix.ts'
import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { epiMask } from '../../src/core/volume/epiMask.ts'
import { voxelScaling, type ScaleAndOffset } from '../../src/core/volume/scaling.ts'
import type { Slab } from '../../src/core/volume/slab.ts'
import { createSlabBuilder } from '../../src/core/volume/slabBuilder.ts'
import {
  createSmoother,
  smoothVolume,
  truncateToInteger,
  type SmoothingStorage,
} from '../../src/core/volume/smoothing.ts'

/** A run in memory with what the file said about its numbers. */
export interface RunImage {
  readonly dims: readonly [number, number, number]
  readonly voxelSizesMm: readonly [number, number, number]
  readonly volumes: readonly Float64Array[]
  /** How nilearn stores the run's mean, and what it smooths in. */
  readonly meanStorage: SmoothingStorage
  readonly smoothingStorage: SmoothingStorage
}

export interface Analysis {
  readonly mask: Uint8Array
  readonly voxels: Int32Array
  readonly plan: FitPlan
  readonly fits: readonly SlabFit[]
  /** A beta of every voxel of the mask, in file order. */
  readonly beta: (column: number) => Float64Array
  readonly maps: (contrast: Matrix, kinds: readonly MapKind[]) => ReadonlyMap<MapKind, Float64Array>
}

function meanOf(volumes: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(volumes[0]?.length ?? 0)
  for (const volume of volumes) volume.forEach((value, i) => (mean[i] = (mean[i] ?? 0) + value))
  return mean.map((sum) => sum / volumes.length)
}

function maskOf(spec: PipelineSpec, run: RunImage, given: Uint8Array | undefined): Uint8Array {
  if (spec.mask.kind === 'nilearn-epi') {
    return epiMask({ dims: run.dims, mean: meanOf(run.volumes), storage: run.meanStorage }, spec.mask)
  }
  if (spec.mask.kind === 'file' && given) return given
  return new Uint8Array(run.volumes[0]?.length ?? 0).fill(1)
}

function slabsOf(spec: PipelineSpec, run: RunImage, voxels: Int32Array): Slab[] {
  const { fwhmMm, castToFileType } = spec.smoothing
  const smoother = createSmoother(run.dims, run.voxelSizesMm, fwhmMm, run.smoothingStorage)
  const builder = createSlabBuilder(voxels, run.volumes.length)
  run.volumes.forEach((volume, t) => {
    const smoothed = volume.slice()
    if (fwhmMm > 0) smoothVolume(smoother, smoothed)
    if (fwhmMm > 0 && castToFileType === true) truncateToInteger(smoothed)
    builder.addVolume(t, smoothed)
  })
  return allParts(builder.finish())
}

function scalingsOf(spec: PipelineSpec, slabs: readonly Slab[]): ScaleAndOffset[] {
  const means = slabs.flatMap((slab) => Array.from(slab.means))
  const grandMean = means.reduce((sum, mean) => sum + mean, 0) / means.length
  const factors = { intensity: spec.intensity, grandMean, sessionGlobal: 1, meanVolumeFactor: 1 }
  return slabs.map((slab) => voxelScaling(slab.means, factors))
}

function planOf(
  spec: PipelineSpec,
  design: Design,
  data: { readonly slabs: readonly Slab[]; readonly scalings: readonly ScaleAndOffset[] },
): FitPlan {
  if (spec.noise.kind !== 'nilearn-ar1') return olsPlan(design)
  if (!needsResidualMean(design)) return ar1Plan(design, spec.noise.bins, 0)
  const sums = data.slabs.map((slab, i) =>
    slabResidualSum(design, slab, data.scalings[i] ?? { scale: slab.means, offset: slab.means }),
  )
  const count = sums.reduce((total, { sampleCount }) => total + sampleCount, 0)
  return ar1Plan(design, spec.noise.bins, sums.reduce((total, { sum }) => total + sum, 0) / count)
}

function joined(parts: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => Array.from(part)))
}

/** A nilearn pipeline from the volumes to the fit, by the functions of the app. */
export function analyse(spec: PipelineSpec, run: RunImage, design: Design, givenMask?: Uint8Array): Analysis {
  const mask = maskOf(spec, run, givenMask)
  const voxels = Int32Array.from([...mask.keys()].filter((v) => mask[v] === 1))
  const slabs = slabsOf(spec, run, voxels)
  const scalings = scalingsOf(spec, slabs)
  const plan = planOf(spec, design, { slabs, scalings })
  const fits = slabs.map((slab, i) =>
    fitSlab(plan, slab, scalings[i] ?? { scale: slab.means, offset: slab.means }),
  )
  return {
    mask,
    voxels,
    plan,
    fits,
    beta: (column) =>
      joined(fits.map((fit) => fit.beta.subarray(column * fit.voxelCount, (column + 1) * fit.voxelCount))),
    maps: (contrast, kinds) => {
      const parts = fits.map((fit) => contrastMaps(plan, fit, contrast, kinds))
      const present = kinds.filter((kind) => parts.every((part) => part[kind] !== undefined))
      return new Map(present.map((kind) => [kind, joined(parts.map((part) => part[kind] ?? []))]))
    },
  }
}
