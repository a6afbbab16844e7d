import betainc from '@stdlib/math-base-special-betainc'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'

/** Degrees of freedom above this count as this, as in nilearn 0.12.1 (`Contrast.DEF_DOFMAX`). */
const largestDf = 1e10

/** P(Z > z) of the standard normal; full relative precision in the upper tail. */
export function normalUpperTail(z: number): number {
  return normalCdf(-z, 0, 1)
}

/**
 * P(T > t) of Student's t with `df` degrees of freedom (need not be whole), relative error about 1e-13.
 * Through the incomplete beta function of whichever argument is below 1/2, so that nothing cancels.
 */
export function tUpperTail(t: number, df: number): number {
  if (Number.isNaN(t)) return Number.NaN
  const v = Math.min(df, largestDf)
  if (v === 1) return Math.atan2(1, t) / Math.PI
  const square = t * t
  const twoSided =
    square < v
      ? betainc(square / (v + square), 0.5, v / 2, true, true)
      : betainc(v / (v + square), v / 2, 0.5, true, false)
  return t >= 0 ? twoSided / 2 : 1 - twoSided / 2
}

/** P(F > f) with `df1`, `df2` degrees of freedom (need not be whole), relative error about 1e-13; 1 for f <= 0. */
export function fUpperTail(f: number, df1: number, df2: number): number {
  if (Number.isNaN(f)) return Number.NaN
  if (f <= 0) return 1
  const v = Math.min(df2, largestDf)
  const weighted = df1 * f
  return weighted < v
    ? betainc(weighted / (v + weighted), df1 / 2, v / 2, true, true)
    : betainc(v / (v + weighted), v / 2, df1 / 2, true, false)
}

/** P(F < f) with `df1`, `df2` degrees of freedom; full relative precision near f = 0, where it is small. */
export function fLowerTail(f: number, df1: number, df2: number): number {
  if (f <= 0) return 0
  const v = Math.min(df2, largestDf)
  const weighted = df1 * f
  return weighted < v
    ? betainc(weighted / (v + weighted), df1 / 2, v / 2, true, false)
    : betainc(v / (v + weighted), v / 2, df1 / 2, true, true)
}

const centralNumerator = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
  13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
]
const centralDenominator = [
  5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
  5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
]
const middleNumerator = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
  3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
]
const middleDenominator = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
  0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
]
const farNumerator = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
  0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
]
const farDenominator = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
  0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
]

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * x + coefficient
  return value
}

/**
 * The z with P(Z > z) = p, for p from 1e-300 to 1; infinite at 0 and 1. Relative error about 1e-15.
 * Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37, 1988; its far tail works on the logarithm of p.
 */
export function normalUpperQuantile(p: number): number {
  if (!(p > 0)) return p === 0 ? Infinity : Number.NaN
  if (p >= 1) return p === 1 ? -Infinity : Number.NaN
  const fromCentre = 0.5 - p
  if (Math.abs(fromCentre) <= 0.425) {
    const r = 0.180625 - fromCentre * fromCentre
    return (fromCentre * polynomial(centralNumerator, r)) / polynomial(centralDenominator, r)
  }
  const r = Math.sqrt(-Math.log(fromCentre > 0 ? p : 1 - p))
  const magnitude =
    r <= 5
      ? polynomial(middleNumerator, r - 1.6) / polynomial(middleDenominator, r - 1.6)
      : polynomial(farNumerator, r - 5) / polynomial(farDenominator, r - 5)
  return fromCentre > 0 ? magnitude : -magnitude
}
