import type { Derivatives } from '../../../core/design/derivatives.ts'
import type {
  EventModelSpec,
  HighPassSpec,
  IntensitySpec,
  MaskSpec,
  NoiseSpec,
  PipelineSpec,
} from '../../../core/pipeline/pipelineSpec.ts'
import { fixed, withUnit } from '../../format.ts'
import type { SettingGroup } from '../../selectors.ts'

/** What a setting is, in the few words a table cell has room for. */
export function describeSetting(group: SettingGroup, spec: PipelineSpec): string {
  switch (group) {
    case 'conditions':
      return describeConditions(spec)
    case 'eventModel':
      return describeEventModel(spec.eventModel)
    case 'samplingInstant':
      return withUnit(shortest(spec.samplingInstant), 'TR')
    case 'confounds':
      return describeConfounds(spec)
    case 'highPass':
      return describeHighPass(spec.highPass)
    case 'intensity':
      return describeIntensity(spec.intensity)
    case 'mask':
      return describeMask(spec.mask)
    case 'smoothing':
      return describeSmoothing(spec)
    case 'noise':
      return describeNoise(spec.noise)
  }
}

function shortest(value: number): string {
  return fixed(value, 2).replace(/\.?0+$/, '')
}

function describeConditions({ conditions }: PipelineSpec): string {
  const named = conditions.include === 'all' ? 'all' : conditions.include.join(', ')
  return conditions.explicitRest ? `${named} + rest` : named
}

const withDerivatives: Readonly<Record<Derivatives, string>> = {
  none: '',
  time: ' + time',
  'time-dispersion': ' + time, disp.',
}

function describeEventModel(model: EventModelSpec): string {
  if (model.kind === 'matrix') return `design of ${model.source.fileName}`
  if (model.kind === 'nilearn-fir') return `FIR, ${model.delaysScans.length} delays`
  const names = { glover: 'Glover', spm: 'SPM (nilearn)', none: 'no HRF', canonical: 'canonical' }
  return names[model.hrf] + withDerivatives[model.derivatives]
}

function describeConfounds({ confounds }: PipelineSpec): string {
  const { length } = confounds.columns
  if (length === 0) return 'none'
  return `${length} column${length === 1 ? '' : 's'}${confounds.centre ? ', centred' : ''}`
}

function describeHighPass(highPass: HighPassSpec): string {
  switch (highPass.kind) {
    case 'cosine-regressors':
      return withUnit(shortestHz(highPass.cutoffHz), 'Hz')
    case 'polynomial-regressors':
      return `polynomial ${highPass.order}`
    case 'dct-filter':
      return withUnit(shortest(highPass.cutoffSeconds), 's')
    case 'none':
      return 'none'
  }
}

function shortestHz(value: number): string {
  return String(Number(value.toPrecision(3)))
}

function describeIntensity(intensity: IntensitySpec): string {
  switch (intensity.kind) {
    case 'percent-of-voxel-mean':
      return 'voxel mean'
    case 'percent-of-grand-mean':
      return 'grand mean'
    case 'global-100':
      return intensity.per === 'session' ? 'global mean' : 'global, each vol.'
    case 'none':
      return 'signal units'
  }
}

function describeMask(mask: MaskSpec): string {
  switch (mask.kind) {
    case 'nilearn-epi':
      return 'EPI histogram'
    case 'spm12-threshold':
      return `${shortest(mask.fractionOfGlobal)} × global`
    case 'file':
      return mask.name
    case 'all':
      return 'all voxels'
  }
}

function describeSmoothing({ smoothing }: PipelineSpec): string {
  return smoothing.fwhmMm === 0 ? 'none' : withUnit(shortest(smoothing.fwhmMm), 'mm')
}

function describeNoise(noise: NoiseSpec): string {
  switch (noise.kind) {
    case 'ols':
      return 'OLS'
    case 'nilearn-ar1':
      return 'AR(1), voxel'
    case 'spm12-reml-ar1':
      return 'AR(1), pooled'
    case 'spm12-fast':
      return 'FAST, pooled'
  }
}
