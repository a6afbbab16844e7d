/**
 * A stationary covariance over the scans of a run: the symmetric Toeplitz matrix with this first row. `decay`, where given,
 * says that the row is (k interval)^power factor^k, k = 0, 1, … so that products cost n operations a row.
 */
export interface CovarianceComponent {
  readonly firstRow: Float64Array
  readonly decay?: { readonly factor: number; readonly power: 0 | 1 | 2; readonly interval: number }
}

const expansionPoint = 0.2
const derivativeStep = Math.exp(-8)
const negligible = 1e-4

function autoregressiveRow(scanCount: number, a: number): Float64Array {
  return Float64Array.from({ length: scanCount }, (_, k) => {
    const value = a ** k
    return value > negligible ? value : 0
  })
}

/**
 * SPM12's two components of 'AR(1)': the linear expansion of an AR(1) correlation around 0.2, Q - 0.2 dQ and Q + 0.2 dQ
 * (SPM12 r7771, spm_Ce). It is not a fit of an AR(1) process.
 */
export function ar1Components(scanCount: number): CovarianceComponent[] {
  const here = autoregressiveRow(scanCount, expansionPoint)
  const ahead = autoregressiveRow(scanCount, expansionPoint + derivativeStep)
  const shifted = (sign: number): CovarianceComponent => ({
    firstRow: here.map((value, k) => value + (sign * expansionPoint * (ahead[k] - value)) / derivativeStep),
  })
  return [shifted(-1), shifted(1)]
}

/**
 * SPM12's components of 'FAST': t^j exp(-t / d) for six time constants d (powers of 2 from about TR / 4 seconds) and
 * j = 0, 1, 2, in that order (SPM12 r7771, spm_Ce).
 */
export function fastComponents(scanCount: number, repetitionTimeSeconds: number): CovarianceComponent[] {
  const components: CovarianceComponent[] = []
  const first = Math.floor(Math.log2(repetitionTimeSeconds / 4))
  for (let exponent = first; exponent <= Math.min(first + 5, 6); exponent++) {
    const seconds = 2 ** exponent
    const factor = Math.exp(-repetitionTimeSeconds / seconds)
    for (const power of [0, 1, 2] as const) {
      const firstRow = Float64Array.from({ length: scanCount }, (_, k) => {
        const t = k * repetitionTimeSeconds
        return t ** power * Math.exp(-t / seconds)
      })
      components.push({ firstRow, decay: { factor, power, interval: repetitionTimeSeconds } })
    }
  }
  return components
}

/** First row of sum h_i Q_i. */
export function weightedRow(components: readonly CovarianceComponent[], h: ArrayLike<number>): Float64Array {
  const row = new Float64Array(components[0].firstRow.length)
  components.forEach(({ firstRow }, i) => {
    for (let k = 0; k < row.length; k++) row[k] += h[i] * firstRow[k]
  })
  return row
}
