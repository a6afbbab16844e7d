const THIN_SPACE = '\u2009'
const MINUS = '\u2212'

/** A number with at most three significant digits, a true minus and thin spaces between thousands. */
export function numberText(value: number): string {
  const rounded = Number(value.toPrecision(3))
  const size = Math.abs(rounded)
  if (size !== 0 && (size < 0.001 || size >= 1e6)) return exponentText(rounded)
  const [whole = '0', fraction] = String(size).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
  return (rounded < 0 ? MINUS : '') + grouped + (fraction === undefined ? '' : `.${fraction}`)
}

function exponentText(value: number): string {
  return value.toExponential().replace(/-/g, MINUS).replace('+', '')
}

/** As `numberText`, with a plus sign before positive numbers. */
export function signedText(value: number): string {
  return (value > 0 ? '+' : '') + numberText(value)
}

/** Whole millimetres with a true minus. */
export function mmText(value: number): string {
  return numberText(Math.round(value) + 0)
}
