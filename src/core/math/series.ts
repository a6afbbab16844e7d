import { normalUpperQuantile } from './distributions.ts'

/** Autocorrelation of a series at lags 1 to `lags`: mean removed, both sums over the whole series (biased, so never above 1). */
export function autocorrelation(series: Float64Array, lags: number): Float64Array {
  const e = withoutMean(series)
  const square = e.reduce((sum, value) => sum + value * value, 0)
  return Float64Array.from({ length: lags }, (_, index) => {
    const lag = index + 1
    let sum = 0
    for (let t = lag; t < e.length; t++) sum += e[t] * e[t - lag]
    return square > 0 ? sum / square : 0
  })
}

/** Power at each frequency above 0 up to Nyquist's. */
export interface Periodogram {
  readonly frequenciesHz: Float64Array
  /** Share of the variance at each frequency; the shares sum to 1. */
  readonly shares: Float64Array
}

/** Periodogram of a series sampled every `stepSeconds`, mean removed: |DFT|^2 as shares of its sum. */
export function periodogram(series: Float64Array, stepSeconds: number): Periodogram {
  const e = withoutMean(series)
  const n = e.length
  const count = Math.floor(n / 2)
  // Every angle is a multiple of 2 pi / n: no more than n cosines and sines are needed.
  const cosines = Float64Array.from({ length: n }, (_, k) => Math.cos((2 * Math.PI * k) / n))
  const sines = Float64Array.from({ length: n }, (_, k) => Math.sin((2 * Math.PI * k) / n))
  const power = Float64Array.from({ length: count }, (_, index) => {
    const frequency = index + 1
    let [real, imaginary] = [0, 0]
    for (let t = 0; t < n; t++) {
      const k = (frequency * t) % n
      real += e[t] * cosines[k]
      imaginary += e[t] * sines[k]
    }
    const twice = 2 * frequency === n ? 1 : 2
    return twice * (real * real + imaginary * imaginary)
  })
  const total = power.reduce((sum, value) => sum + value, 0)
  return {
    frequenciesHz: power.map((_, index) => (index + 1) / (n * stepSeconds)),
    shares: power.map((value) => (total > 0 ? value / total : 0)),
  }
}

/** Sorted values against the normal quantiles expected of them. */
export interface NormalQuantiles {
  readonly expected: Float64Array
  /** Ascending, divided by their root mean square. */
  readonly observed: Float64Array
}

/** Normal quantile plot with positions (i - 3/8) / (n + 1/4) (Blom 1958). */
export function normalQuantiles(values: Float64Array): NormalQuantiles {
  const n = values.length
  const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / n)
  const observed = values.toSorted().map((value) => (size > 0 ? value / size : 0))
  const expected = observed.map((_, i) => -normalUpperQuantile((i + 0.625) / (n + 0.25)))
  return { expected, observed }
}

function withoutMean(series: Float64Array): Float64Array {
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length
  return series.map((value) => value - mean)
}
