import { describe, expect, it } from 'vitest'
import { minimalConditions } from '../../src/core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../../src/core/pipeline/presets.ts'
import type { EventModelSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { describeSetting } from '../../src/ui/rail/settings/describe.ts'
import {
  chooseEventModel,
  eventModelOptions,
  optionOfEventModel,
  readDelays,
} from '../../src/ui/rail/settings/eventModelOptions.ts'
import { settingList } from '../../src/ui/rail/settings/settingList.ts'

const conditions = minimalConditions([{ onset: 0, duration: 20, trialType: 'movement' }])
const nilearn = nilearnPreset(conditions)
const spm = spm12Preset(conditions)

describe('settings in words', () => {
  it('name the defaults of both tools with their units', () => {
    const words = (spec: typeof nilearn): string[] =>
      settingList.map(({ group }) => describeSetting(group, spec))
    expect(words(nilearn)).toEqual([
      'movement',
      'Glover',
      '0\u00a0TR',
      '0.01\u00a0Hz',
      'voxel mean',
      'AR(1), voxel',
      'EPI histogram',
      'none',
      'none',
    ])
    expect(words(spm)).toEqual([
      'movement',
      'canonical',
      '0.44\u00a0TR',
      '128\u00a0s',
      'global mean',
      'AR(1), pooled',
      '0.8 × global',
      'none',
      'none',
    ])
  })

  it('are listed once for every part of a pipeline', () => {
    const parts = Object.keys(nilearn).filter((key) => key !== 'name')
    expect(settingList.map(({ group }) => group).toSorted()).toEqual(parts.toSorted())
  })
})

describe('choosing an event model', () => {
  it('answers every option with a model that is listed as that option', () => {
    for (const { value } of eventModelOptions) {
      expect(optionOfEventModel(chooseEventModel(value, nilearn.eventModel))).toBe(value)
      expect(optionOfEventModel(chooseEventModel(value, spm.eventModel))).toBe(value)
    }
  })

  it('returns to each tool’s default grid', () => {
    expect(chooseEventModel('glover', spm.eventModel)).toEqual(nilearn.eventModel)
    expect(chooseEventModel('canonical', nilearn.eventModel)).toEqual(spm.eventModel)
  })

  it('keeps derivatives', () => {
    const withTime: EventModelSpec = { ...nilearn.eventModel, derivatives: 'time' } as EventModelSpec
    expect(chooseEventModel('canonical', withTime)).toMatchObject({ derivatives: 'time' })
  })

  it('reads delays and refuses what are none', () => {
    expect(readDelays('0, 1 2;3')).toEqual([0, 1, 2, 3])
    expect(readDelays('1, 1')).toBeNull()
    expect(readDelays('-1')).toBeNull()
    expect(readDelays('0.5')).toBeNull()
    expect(readDelays('')).toBeNull()
  })
})
