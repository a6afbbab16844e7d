import type { Share } from './lessonFigures.ts'

const noBreakSpace = '\u00a0'

/** A number with so many decimals and a true minus; dots where it is not known yet. */
export function numberWords(value: number | null | undefined, decimals: number): string {
  if (value == null || !Number.isFinite(value)) return '…'
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text
}

const groupWords: Readonly<Record<Share['group'], string>> = {
  conditions: 'the conditions',
  eventModel: 'the HRF',
  samplingInstant: 'the sampling instant',
  highPass: 'the high-pass filter',
  intensity: 'the unit (intensity)',
  mask: 'the mask',
  smoothing: 'smoothing',
  noise: 'the noise model',
  confounds: 'the confounds',
}

/** The largest shares in words, such as `the HRF 70 %, the noise model 20 %`. */
export function shareWords(shares: readonly Share[], most = 3): string {
  const named = shares.filter(({ share }) => share >= 0.015).slice(0, most)
  return named
    .map(({ group, share }) => `${groupWords[group]} ${numberWords(100 * share, 0)}${noBreakSpace}%`)
    .join(', ')
}
