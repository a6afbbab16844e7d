const minus = '\u2212'
const thinSpace = '\u2009'
const noBreakSpace = '\u00a0'

/** A number with fixed decimals and a true minus; never `−0`. */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? `${minus}∞` : 'not a number'
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? minus + text : text
}

/** A number to `digits` significant digits, in powers of ten outside 0.001 to 100 000. */
export function significant(value: number, digits = 3): string {
  if (value === 0 || !Number.isFinite(value)) return fixed(value, 0)
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e5) return power(value, digits)
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)))
  return fixed(value, decimals)
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function power(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e')
  const raised = exponent.replace(/^[+-]/, '').replace(/\d/g, (digit) => superscripts.charAt(Number(digit)))
  return `${value < 0 ? minus : ''}${mantissa}${thinSpace}×${thinSpace}10${exponent.startsWith('-') ? '⁻' : ''}${raised}`
}

/** A whole number with thin spaces between thousands, from 10 000 on. */
export function count(value: number): string {
  const digits = Math.abs(Math.round(value)).toString()
  const grouped = digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, thinSpace)
  return value < 0 ? minus + grouped : grouped
}

/** A number text and its unit; no line ends between the two. */
export function withUnit(text: string, unit: string): string {
  return unit === '' ? text : text + noBreakSpace + unit
}

const tornUnit = / (?=(?:%|s|ms|min|mm|Hz|[kMG]B)(?![\p{L}\p{N}_]|\.\p{L}))(?<=\p{N} )/gu

/** A sentence in which no line ends between a number and its unit. */
export function unbroken(sentence: string): string {
  return sentence.replace(tornUnit, noBreakSpace)
}

/** Replaces hyphens that stand for minus between operands, for display only. */
export function expressionForDisplay(text: string): string {
  return text.replaceAll(' - ', ` ${minus} `).replace(/^-/, minus)
}

/** Seconds as `240 s` or `2.00 s`. */
export function seconds(value: number, decimals = 0): string {
  return withUnit(fixed(value, decimals), 's')
}
