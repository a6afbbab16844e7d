import type {
  EventModelSpec,
  HighPassSpec,
  IntensitySpec,
  MaskSpec,
  NoiseSpec,
  PipelineSpec,
} from './pipelineSpec.ts'
import { specDifferences, specGroups, type SpecGroup } from './specDifferences.ts'

export type Tool = 'nilearn' | 'spm12'

/** The rule of a tool that keeps a group of settings from becoming the other pipeline's. */
export type RemainingRule =
  /** SPM12 has its canonical HRF only. */
  | 'canonical-only'
  /** The same HRF on another time grid, with another height of short events. */
  | 'event-grid'
  /** SPM12 reads regressors at whole bins of a scan. */
  | 'whole-bins'
  /** nilearn keeps cosines as regressors, SPM12 filters them out. */
  | 'filter-or-regressors'
  /** SPM12 has no polynomial drifts. */
  | 'no-polynomials'
  /** nilearn divides by a voxel's or the grand mean, SPM12 by the global mean. */
  | 'units'
  /** Each tool finds its mask by a rule of its own. */
  | 'mask-rule'
  /** nilearn estimates one correlation a voxel, SPM12 one for all. */
  | 'noise-pooling'
  /** SPM12 centres confounds, nilearn does not; no effect on other columns beside a constant. */
  | 'centring'

/** What became of one group of settings that differed. */
export interface GroupOutcome {
  readonly group: SpecGroup
  /** Whether the settings are the target's now, came nearer, or are what they were. */
  readonly outcome: 'equal' | 'nearer' | 'unchanged'
  /** Why they are not the target's; null where they are. */
  readonly rule: RemainingRule | null
}

/** A pipeline brought as near to another as its own tool's settings allow. */
export interface Approach {
  readonly spec: PipelineSpec
  /** Of the groups that differed, in their order. */
  readonly outcomes: readonly GroupOutcome[]
}

/** A pipeline with everything of another but its name: identical maps by construction. */
export function copyOf(source: PipelineSpec, { name }: Pick<PipelineSpec, 'name'>): PipelineSpec {
  return { ...source, name }
}

/**
 * `spec` with every setting as near to `target`'s as its own tool can be set (nilearn 0.12.1's FirstLevelModel, SPM12's fMRI model
 * specification). A group belongs to the tool whose rule it holds; one that fits both goes with the event model. `trialTypes` as in
 * `specDifferences`.
 */
export function approach(spec: PipelineSpec, target: PipelineSpec, trialTypes?: readonly string[]): Approach {
  const differing = specDifferences(spec, target, trialTypes)
  const nearest = { ...spec, ...nearestSettings(spec, target) }
  const moved = specGroups.filter((group) => differing.includes(group))
  const settings = Object.fromEntries(moved.map((group) => [group, nearest[group]]))
  const result: PipelineSpec = { ...spec, ...settings }
  const left = specDifferences(result, target, trialTypes)
  const changed = specDifferences(spec, result, trialTypes)
  return {
    spec: result,
    outcomes: moved.map((group) => ({
      group,
      outcome: !left.includes(group) ? 'equal' : changed.includes(group) ? 'nearer' : 'unchanged',
      rule: left.includes(group) ? ruleOf(group, result, target) : null,
    })),
  }
}

/** The tool whose event model a pipeline has. */
export function toolOf({ eventModel }: Pick<PipelineSpec, 'eventModel'>): Tool {
  if (eventModel.kind === 'matrix') return eventModel.source.tool === 'spm12' ? 'spm12' : 'nilearn'
  return eventModel.kind === 'spm12' ? 'spm12' : 'nilearn'
}

function nearestSettings(spec: PipelineSpec, target: PipelineSpec): Omit<PipelineSpec, 'name'> {
  const tool = toolOf(spec)
  return {
    conditions: target.conditions,
    eventModel: nearestEventModel(spec.eventModel, target.eventModel),
    samplingInstant: nearestInstant(spec.eventModel, target.samplingInstant),
    highPass: nearestHighPass(highPassTool(spec.highPass) ?? tool, spec.highPass, target.highPass),
    intensity: nearestIntensity(intensityTool(spec.intensity) ?? tool, spec.intensity, target.intensity),
    mask: nearestMask(spec.mask, target.mask),
    smoothing: target.smoothing,
    noise: nearestNoise(noiseTool(spec.noise) ?? tool, spec.noise, target.noise),
    confounds: { ...target.confounds, centre: spec.confounds.centre },
  }
}

/** Both tools take a matrix as it is given, and neither can make one of its own like it. */
function nearestEventModel(own: EventModelSpec, target: EventModelSpec): EventModelSpec {
  if (own.kind === 'matrix' || target.kind === 'matrix') return target
  if (own.kind === 'spm12') {
    if (target.kind === 'spm12') return target
    // SPM12's only basis beside its canonical response is that with derivatives.
    return target.kind === 'nilearn' ? { ...own, derivatives: target.derivatives } : own
  }
  if (target.kind !== 'spm12') return target
  const { oversampling, minOnsetSeconds } = own
  return { kind: 'nilearn', hrf: 'spm', derivatives: target.derivatives, oversampling, minOnsetSeconds }
}

/** SPM12 reads at the start of one of its `microtimeResolution` bins, the first bin to the last. */
function nearestInstant(own: EventModelSpec, target: number): number {
  if (own.kind !== 'spm12') return target
  const bins = own.microtimeResolution
  return Math.min(bins - 1, Math.max(0, Math.round(target * bins))) / bins
}

function nearestHighPass(tool: Tool, own: HighPassSpec, target: HighPassSpec): HighPassSpec {
  switch (target.kind) {
    case 'none':
      return target
    case 'polynomial-regressors':
      return tool === 'nilearn' ? target : own
    case 'cosine-regressors':
      if (tool === 'nilearn') return target
      return target.cutoffHz > 0
        ? { kind: 'dct-filter', cutoffSeconds: 1 / target.cutoffHz }
        : { kind: 'none' }
    case 'dct-filter':
      return tool === 'spm12' ? target : { kind: 'cosine-regressors', cutoffHz: 1 / target.cutoffSeconds }
  }
}

/** nilearn's grand mean is one factor for all voxels, as SPM12's global mean is: it differs from it by a scale. */
function nearestIntensity(tool: Tool, own: IntensitySpec, target: IntensitySpec): IntensitySpec {
  if (tool === (intensityTool(target) ?? tool)) return target
  if (tool === 'nilearn') return { kind: 'percent-of-grand-mean' }
  return own.kind === 'global-100' ? own : { kind: 'global-100', per: 'session' }
}

/** Both tools take a mask from a file, or every voxel. */
function nearestMask(own: MaskSpec, target: MaskSpec): MaskSpec {
  const isShared = target.kind === 'file' || target.kind === 'all'
  return isShared || own.kind === target.kind ? target : own
}

function nearestNoise(tool: Tool, own: NoiseSpec, target: NoiseSpec): NoiseSpec {
  if (target.kind === 'ols' || noiseTool(target) === tool) return target
  if (own.kind !== 'ols') return own
  return tool === 'nilearn' ? { kind: 'nilearn-ar1', bins: 100 } : { kind: 'spm12-reml-ar1' }
}

function highPassTool(highPass: HighPassSpec): Tool | null {
  if (highPass.kind === 'none') return null
  return highPass.kind === 'dct-filter' ? 'spm12' : 'nilearn'
}

function intensityTool(intensity: IntensitySpec): Tool {
  return intensity.kind === 'global-100' ? 'spm12' : 'nilearn'
}

function noiseTool(noise: NoiseSpec): Tool | null {
  if (noise.kind === 'ols') return null
  return noise.kind === 'nilearn-ar1' ? 'nilearn' : 'spm12'
}

function ruleOf(group: SpecGroup, result: PipelineSpec, target: PipelineSpec): RemainingRule | null {
  switch (group) {
    case 'eventModel':
      return toolOf(result) === 'spm12' && !isSpmShape(target.eventModel) ? 'canonical-only' : 'event-grid'
    case 'samplingInstant':
      return 'whole-bins'
    case 'highPass':
      return target.highPass.kind === 'polynomial-regressors' ? 'no-polynomials' : 'filter-or-regressors'
    case 'intensity':
      return 'units'
    case 'mask':
      return 'mask-rule'
    case 'noise':
      return 'noise-pooling'
    case 'confounds':
      return 'centring'
    case 'conditions':
    case 'smoothing':
      return null
  }
}

function isSpmShape(model: EventModelSpec): boolean {
  return model.kind === 'spm12' || (model.kind === 'nilearn' && model.hrf === 'spm')
}
