import { zeros, type Matrix } from './matrix.ts'
import { allParts, type Parts } from './parts.ts'

/** Eigenvalues (unordered) of a symmetric matrix; row k of `vectors` is the unit eigenvector of `values[k]`. */
export interface EigenRows {
  readonly values: Float64Array
  readonly vectors: Matrix
}

/** Columns reduced, or eigenvalues found, between two pauses. */
const columnsPerPart = 32

/** Below this a row is zero: numbers near the least that there are keep too few digits to make a reflection of. */
const negligible = 2 ** -960

interface Tridiagonal {
  readonly diagonal: Float64Array
  /** Element i couples i and i + 1; the last is 0. */
  readonly coupling: Float64Array
  /** B with a = B' T B: row k is the k-th basis vector. */
  readonly basis: Matrix
}

/** Householder vector that maps the part of row `k` right of the diagonal onto its first element; returns that element. */
function reflector(a: Float64Array, n: number, k: number, v: Float64Array): number {
  let norm = 0
  for (let j = k + 1; j < n; j++) {
    v[j] = a[k * n + j]
    norm = Math.hypot(norm, v[j])
  }
  if (norm < negligible) return 0
  // Divided by the norm first, so that nothing underflows: the squared length below is then at least 2.
  const sign = v[k + 1] > 0 ? -1 : 1
  const square = 2 * (1 + Math.abs(v[k + 1]) / norm)
  const scale = Math.sqrt(2 / square)
  for (let j = k + 1; j < n; j++) v[j] = (scale * v[j]) / norm
  v[k + 1] -= scale * sign
  return sign * norm
}

/** a := (I - v v') a (I - v v') on rows and columns k + 1 and up. */
function reflectBothSides(a: Float64Array, n: number, k: number, v: Float64Array): void {
  const w = new Float64Array(n)
  let product = 0
  for (let i = k + 1; i < n; i++) {
    let sum = 0
    for (let j = k + 1, row = i * n; j < n; j++) sum += a[row + j] * v[j]
    w[i] = sum
    product += sum * v[i]
  }
  for (let i = k + 1; i < n; i++) w[i] -= (product / 2) * v[i]
  for (let i = k + 1; i < n; i++) {
    const vi = v[i]
    const wi = w[i]
    for (let j = k + 1, row = i * n; j < n; j++) a[row + j] -= vi * w[j] + wi * v[j]
  }
}

/** basis := basis (I - v v') on rows and columns k + 1 and up. */
function reflectRows({ data, rows: n }: Matrix, k: number, v: Float64Array): void {
  for (let i = k + 1; i < n; i++) {
    let sum = 0
    for (let j = k + 1, row = i * n; j < n; j++) sum += data[row + j] * v[j]
    for (let j = k + 1, row = i * n; j < n; j++) data[row + j] -= sum * v[j]
  }
}

/** Rows of the basis: I times each reflection from the right, last first, so that only the lower right part is touched. */
function* accumulate(reflectors: readonly Float64Array[], n: number): Parts<Matrix> {
  const basis = zeros(n, n)
  for (let i = 0; i < n; i++) basis.data[i * n + i] = 1
  for (let k = reflectors.length - 1; k >= 0; k--) {
    if (k % columnsPerPart === 0) yield
    reflectRows(basis, k, reflectors[k])
  }
  return basis
}

function* tridiagonalise(matrix: Matrix): Parts<Tridiagonal> {
  const n = matrix.rows
  const a = Float64Array.from(matrix.data)
  const diagonal = new Float64Array(n)
  const coupling = new Float64Array(n)
  const reflectors: Float64Array[] = []
  for (let k = 0; k + 1 < n; k++) {
    if (k % columnsPerPart === 0) yield
    diagonal[k] = a[k * n + k]
    if (k + 2 < n) {
      const v = new Float64Array(n)
      coupling[k] = reflector(a, n, k, v)
      reflectBothSides(a, n, k, v)
      reflectors.push(v)
    } else coupling[k] = a[k * n + k + 1]
  }
  if (n > 0) diagonal[n - 1] = a[n * n - 1]
  return { diagonal, coupling, basis: yield* accumulate(reflectors, n) }
}

/** Rotates rows i and i + 1 of the basis. */
function rotateRows({ data, columns: n }: Matrix, i: number, c: number, s: number): void {
  for (let k = 0, p = i * n, q = p + n; k < n; k++) {
    const upper = data[p + k]
    const lower = data[q + k]
    data[q + k] = s * upper + c * lower
    data[p + k] = c * upper - s * lower
  }
}

/** One implicit QL sweep with Wilkinson's shift over the unreduced block first..last (Golub and Van Loan, 8.3). */
function sweep(t: Tridiagonal, first: number, last: number): void {
  const { diagonal: d, coupling: e, basis } = t
  let g = (d[first + 1] - d[first]) / (2 * e[first])
  g = d[last] - d[first] + e[first] / (g + (g >= 0 ? 1 : -1) * Math.hypot(g, 1))
  let s = 1
  let c = 1
  let p = 0
  for (let i = last - 1; i >= first; i--) {
    const f = s * e[i]
    const b = c * e[i]
    const r = Math.hypot(f, g)
    e[i + 1] = r
    if (r === 0) {
      d[i + 1] -= p
      e[last] = 0
      return
    }
    s = f / r
    c = g / r
    g = d[i + 1] - p
    const turn = (d[i] - g) * s + 2 * c * b
    p = s * turn
    d[i + 1] = g + p
    g = c * turn - b
    rotateRows(basis, i, c, s)
  }
  d[first] -= p
  e[first] = g
  e[last] = 0
}

/**
 * Eigendecomposition of a symmetric matrix of up to a thousand rows, by Householder reduction and implicit QL with all loops
 * along memory rows. Throws a RangeError when QL does not converge, which only non-finite input causes.
 */
export function symmetricEigenRows(matrix: Matrix): EigenRows {
  return allParts(symmetricEigenRowsInParts(matrix))
}

/** The same in parts. */
export function* symmetricEigenRowsInParts(matrix: Matrix): Parts<EigenRows> {
  const t = yield* tridiagonalise(matrix)
  const { diagonal: d, coupling: e } = t
  const n = d.length
  const floor = 2 ** -104 * Math.max(...d.map(Math.abs), ...e.map(Math.abs))
  const isCoupled = (i: number): boolean =>
    Math.abs(e[i]) > Math.max(floor, 2 ** -52 * (Math.abs(d[i]) + Math.abs(d[i + 1])))
  for (let first = 0; first < n; first++) {
    if (first % columnsPerPart === 0) yield
    for (let round = 0; ; round++) {
      let last = first
      while (last + 1 < n && isCoupled(last)) last++
      if (last === first) break
      if (round > 60) throw new RangeError('The eigenvalue iteration did not converge.')
      sweep(t, first, last)
    }
  }
  return { values: d, vectors: t.basis }
}
