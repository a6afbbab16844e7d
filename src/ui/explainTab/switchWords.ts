import type { SpecGroup } from '../../core/pipeline/specDifferences.ts'
import type { Explanation } from '../../state/explainState.ts'
import { groupWords } from '../../state/staleReason.ts'
import { settingList } from '../rail/settings/settingList.ts'

const inSentence: Readonly<Record<SpecGroup, string>> = { ...groupWords, eventModel: 'the HRF' }

type Which = Pick<Explanation, 'onlyContrastDiffers' | 'wholeDesign' | 'tie'>

/** A switch as a row's name, as in the rail, with the settings that move with it. */
export function switchLabel(group: SpecGroup, which: Which): string {
  return [group, ...partnersOf(group, which)].map((one) => labelOf(one, which)).join(' + ')
}

/** A switch in the middle of a sentence. */
export function switchWords(group: SpecGroup, which: Which): string {
  return [group, ...partnersOf(group, which)].map((one) => wordsOf(one, which)).join(' with ')
}

/** Why some settings move together; null where each moves alone. */
export function tieWords({ tie, ...which }: Which): string | null {
  if (tie === null) return null
  const names = [...tie.partners].map(([lead, partners]) =>
    [lead, ...partners].map((group) => wordsOf(group, which)).join(' and '),
  )
  const subject = names.join(', and ')
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} move together: “${tie.mixture}” cannot be fitted. ${tie.reason}`
}

function partnersOf(group: SpecGroup, { tie }: Which): readonly SpecGroup[] {
  return tie?.partners.get(group) ?? []
}

function labelOf(group: SpecGroup, { onlyContrastDiffers, wholeDesign }: Omit<Which, 'tie'>): string {
  if (group === 'conditions' && onlyContrastDiffers) return 'Contrast'
  if (group === 'conditions' && wholeDesign) return 'Design'
  return settingList.find((setting) => setting.group === group)?.label ?? group
}

function wordsOf(group: SpecGroup, { onlyContrastDiffers, wholeDesign }: Omit<Which, 'tie'>): string {
  if (group !== 'conditions') return inSentence[group]
  if (onlyContrastDiffers) return 'the contrast'
  return wholeDesign ? 'the design' : inSentence[group]
}
