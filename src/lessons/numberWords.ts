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

/** The largest shares in words, such as `the HRF 70 %, the noise model 20 %`; says what a negative one is. */
export function shareWords(shares: readonly Share[], most = 4): string {
  const largest = shares
    .filter(({ share }) => Math.abs(share) >= 0.015)
    .toSorted((p, q) => Math.abs(q.share) - Math.abs(p.share))
    .slice(0, most)
    .toSorted((p, q) => q.share - p.share)
  const words = largest.map(
    ({ group, share }) => `${groupWords[group]} ${numberWords(100 * share, 0)}${noBreakSpace}%`,
  )
  const hasNegative = largest.some(({ share }) => share < 0)
  return words.join(', ') + (hasNegative ? ' (below 0: it works against the difference)' : '')
}
