import type { SpecGroup } from '../../core/pipeline/specDifferences.ts'
import type { Explanation } from '../../state/explainState.ts'
import { settingList } from '../rail/settings/settingList.ts'

const inSentence: Readonly<Record<SpecGroup, string>> = {
  conditions: 'the conditions',
  eventModel: 'the HRF',
  samplingInstant: 'the sampling instant',
  highPass: 'the high-pass filter',
  intensity: 'the intensity scaling',
  mask: 'the mask',
  smoothing: 'the smoothing',
  noise: 'the noise model',
  confounds: 'the confounds',
}

type Which = Pick<Explanation, 'onlyContrastDiffers' | 'wholeDesign'>

/** A switch as a row's name, as in the rail. */
export function switchLabel(group: SpecGroup, { onlyContrastDiffers, wholeDesign }: Which): string {
  if (group === 'conditions' && onlyContrastDiffers) return 'Contrast'
  if (group === 'conditions' && wholeDesign) return 'Design'
  return settingList.find((setting) => setting.group === group)?.label ?? group
}

/** A switch in the middle of a sentence. */
export function switchWords(group: SpecGroup, { onlyContrastDiffers, wholeDesign }: Which): string {
  if (group !== 'conditions') return inSentence[group]
  if (onlyContrastDiffers) return 'the contrast'
  return wholeDesign ? 'the design' : inSentence[group]
}
