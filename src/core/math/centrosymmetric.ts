import { zeros, type Matrix } from './matrix.ts'

/**
 * The two halves of a symmetric n x n matrix that stays the same when rows and columns are both reversed (every symmetric
 * Toeplitz matrix and every function of one). In the basis (x_i + x_{n-1-i}) / sqrt 2, (x_i - x_{n-1-i}) / sqrt 2 it falls
 * apart into these blocks, so that inverses, products and eigenvectors cost a quarter (Cantoni and Butler, 1976).
 */
export interface Halves {
  readonly size: number
  /** ceil(n / 2) square; the middle element of an odd n is its last. */
  readonly even: Matrix
  /** floor(n / 2) square. */
  readonly odd: Matrix
}

/** The halves of the symmetric Toeplitz matrix with this first row. */
export function foldToeplitz(firstRow: Float64Array): Halves {
  return fold(firstRow.length, (i, j) => firstRow[Math.abs(i - j)])
}

/** The halves of a symmetric centrosymmetric matrix. */
export function foldMatrix(a: Matrix): Halves {
  return fold(a.rows, (i, j) => a.data[i * a.columns + j])
}

function fold(n: number, at: (i: number, j: number) => number): Halves {
  const half = Math.floor(n / 2)
  const upper = Math.ceil(n / 2)
  const even = zeros(upper, upper)
  const odd = zeros(half, half)
  for (let i = 0; i < half; i++) {
    for (let j = 0; j < half; j++) {
      const direct = at(i, j)
      const mirrored = at(i, n - 1 - j)
      even.data[i * upper + j] = direct + mirrored
      odd.data[i * half + j] = direct - mirrored
    }
    if (upper > half) {
      const middle = Math.SQRT2 * at(i, half)
      even.data[i * upper + half] = middle
      even.data[half * upper + i] = middle
    }
  }
  if (upper > half) even.data[half * upper + half] = at(half, half)
  return { size: n, even, odd }
}

/** The matrix of these halves. */
export function unfold({ size: n, even, odd }: Halves): Matrix {
  const half = odd.rows
  const upper = even.rows
  const result = zeros(n, n)
  const put = (i: number, j: number, value: number): void => {
    result.data[i * n + j] = value
    result.data[(n - 1 - i) * n + n - 1 - j] = value
  }
  for (let i = 0; i < half; i++) {
    for (let j = 0; j < half; j++) {
      const e = even.data[i * upper + j]
      const o = odd.data[i * half + j]
      put(i, j, (e + o) / 2)
      put(i, n - 1 - j, (e - o) / 2)
    }
    if (upper > half) {
      put(i, half, even.data[i * upper + half] * Math.SQRT1_2)
      put(half, i, even.data[half * upper + i] * Math.SQRT1_2)
    }
  }
  if (upper > half) put(half, half, even.data[half * upper + half])
  return result
}

/** Both halves through the same function, for instance an inverse. */
export function mapHalves(halves: Halves, f: (half: Matrix) => Matrix): Halves {
  return { size: halves.size, even: f(halves.even), odd: f(halves.odd) }
}

/** The columns of an m x n matrix in the basis of the halves: m x ceil(n/2) and m x floor(n/2). */
export interface FoldedColumns {
  readonly even: Matrix
  readonly odd: Matrix
}

/** Changes the columns of `a` to the basis of the halves. */
export function foldColumns(a: Matrix): FoldedColumns {
  const n = a.columns
  const half = Math.floor(n / 2)
  const even = zeros(a.rows, n - half)
  const odd = zeros(a.rows, half)
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < half; j++) {
      const left = a.data[i * n + j]
      const right = a.data[i * n + n - 1 - j]
      even.data[i * even.columns + j] = (left + right) * Math.SQRT1_2
      odd.data[i * half + j] = (left - right) * Math.SQRT1_2
    }
    if (n % 2 === 1) even.data[i * even.columns + half] = a.data[i * n + half]
  }
  return { even, odd }
}

/** Changes the columns back. */
export function unfoldColumns({ even, odd }: FoldedColumns): Matrix {
  const half = odd.columns
  const n = even.columns + half
  const result = zeros(even.rows, n)
  for (let i = 0; i < even.rows; i++) {
    for (let j = 0; j < half; j++) {
      const e = even.data[i * even.columns + j]
      const o = odd.data[i * half + j]
      result.data[i * n + j] = (e + o) * Math.SQRT1_2
      result.data[i * n + n - 1 - j] = (e - o) * Math.SQRT1_2
    }
    if (n % 2 === 1) result.data[i * n + half] = even.data[i * even.columns + half]
  }
  return result
}
