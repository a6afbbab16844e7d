import { microtimeOnset } from '../../../core/design/spmRegressors.ts'
import type {
  EventModelSpec,
  HighPassSpec,
  IntensitySpec,
  MaskSpec,
  NoiseSpec,
  PipelineSpec,
} from '../../../core/pipeline/pipelineSpec.ts'
import { fixed } from '../../format.ts'
import type { SettingGroup } from '../../selectors.ts'

/** What the tool that has a setting calls it, with its value, such as `SPM12: High-pass filter 128 s`; empty for our own. */
export function toolTerms(group: SettingGroup, spec: PipelineSpec): string {
  switch (group) {
    case 'eventModel':
      return eventModelTerms(spec.eventModel)
    case 'samplingInstant':
      return samplingTerms(spec)
    case 'highPass':
      return highPassTerms(spec.highPass)
    case 'intensity':
      return intensityTerms(spec.intensity)
    case 'mask':
      return maskTerms(spec.mask)
    case 'smoothing':
      return spec.smoothing.fwhmMm === 0 ? '' : `nilearn: smoothing_fwhm=${spec.smoothing.fwhmMm}`
    case 'noise':
      return noiseTerms(spec.noise)
    case 'conditions':
    case 'confounds':
      return ''
  }
}

function eventModelTerms(model: EventModelSpec): string {
  switch (model.kind) {
    case 'nilearn': {
      const added = { none: '', time: ' + derivative', 'time-dispersion': ' + derivative + dispersion' }
      return `nilearn: hrf_model=${model.hrf === 'none' ? 'None' : `"${model.hrf}${added[model.derivatives]}"`}`
    }
    case 'nilearn-fir':
      return 'nilearn: hrf_model="fir"'
    case 'spm12': {
      const derivatives = { none: '0 0', time: '1 0', 'time-dispersion': '1 1' }[model.derivatives]
      return `SPM12: Canonical HRF, model derivatives ${derivatives}; Microtime resolution (T) ${model.microtimeResolution}`
    }
    case 'matrix':
      return 'nilearn: fit(design_matrices=…); SPM12: Multiple regressors'
  }
}

function samplingTerms({ eventModel, samplingInstant }: PipelineSpec): string {
  if (eventModel.kind !== 'spm12') return `nilearn: slice_time_ref=${samplingInstant}`
  const { microtimeResolution } = eventModel
  return `SPM12: Microtime onset (T0) ${microtimeOnset(samplingInstant, microtimeResolution)} of ${microtimeResolution}`
}

function highPassTerms(highPass: HighPassSpec): string {
  switch (highPass.kind) {
    case 'cosine-regressors':
      return `nilearn: drift_model="cosine", high_pass=${highPass.cutoffHz}, a period of ${periodText(highPass.cutoffHz)}`
    case 'polynomial-regressors':
      return `nilearn: drift_model="polynomial", drift_order=${highPass.order}`
    case 'dct-filter':
      return `SPM12: High-pass filter ${highPass.cutoffSeconds} s, that is ${String(Number((1 / highPass.cutoffSeconds).toPrecision(3)))} Hz`
    case 'none':
      return 'nilearn: drift_model=None; SPM12: High-pass filter Inf'
  }
}

function periodText(cutoffHz: number): string {
  return cutoffHz > 0 ? `${fixed(1 / cutoffHz, 1).replace(/\.0$/, '')} s` : 'any length'
}

function intensityTerms(intensity: IntensitySpec): string {
  switch (intensity.kind) {
    case 'percent-of-voxel-mean':
      return 'nilearn: signal_scaling=0'
    case 'percent-of-grand-mean':
      return 'nilearn: signal_scaling=(0, 1)'
    case 'global-100':
      return `SPM12: Global normalisation ${intensity.per === 'session' ? 'None' : 'Scaling'}`
    case 'none':
      return 'nilearn: signal_scaling=False'
  }
}

function maskTerms(mask: MaskSpec): string {
  switch (mask.kind) {
    case 'nilearn-epi':
      return 'nilearn: mask_img=None, strategy "epi"'
    case 'spm12-threshold':
      return `SPM12: Masking threshold ${mask.fractionOfGlobal}`
    case 'file':
      return 'nilearn: mask_img; SPM12: Explicit mask'
    case 'all':
      return 'nilearn: mask_img=False'
  }
}

function noiseTerms(noise: NoiseSpec): string {
  switch (noise.kind) {
    case 'ols':
      return 'nilearn: noise_model="ols"; SPM12: Serial correlations none'
    case 'nilearn-ar1':
      return `nilearn: noise_model="ar1", bins=${noise.bins}`
    case 'spm12-reml-ar1':
      return 'SPM12: Serial correlations AR(1)'
    case 'spm12-fast':
      return 'SPM12: Serial correlations FAST'
  }
}
