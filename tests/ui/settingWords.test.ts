import { describe, expect, it } from 'vitest'
import type { ConditionsSpec, PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { nilearnPreset, spm12Preset } from '../../src/core/pipeline/presets.ts'
import { settingList } from '../../src/ui/rail/settings/settingList.ts'
import { toolTerms } from '../../src/ui/rail/settings/toolTerms.ts'

const conditions: ConditionsSpec = { include: ['left', 'face'], explicitRest: false }

describe("the tools' own words", () => {
  const terms = (spec: PipelineSpec) =>
    settingList.map(({ group }) => toolTerms(group, spec)).filter((text) => text !== '')

  it('are those of nilearn for its preset', () => {
    expect(terms(nilearnPreset(conditions))).toEqual([
      'nilearn: hrf_model="glover"',
      'nilearn: slice_time_ref=0',
      'nilearn: drift_model="cosine", high_pass=0.01, a period of 100 s',
      'nilearn: signal_scaling=0',
      'nilearn: noise_model="ar1", bins=100',
      'nilearn: mask_img=None, strategy "epi"',
    ])
  })

  it('are those of SPM12 for its preset', () => {
    expect(terms(spm12Preset(conditions))).toEqual([
      'SPM12: Canonical HRF, model derivatives 0 0; Microtime resolution (T) 16',
      'SPM12: Microtime onset (T0) 8 of 16',
      'SPM12: High-pass filter 128 s, that is 0.00781 Hz',
      'SPM12: Global normalisation None',
      'SPM12: Serial correlations AR(1)',
      'SPM12: Masking threshold 0.8',
    ])
  })
})
