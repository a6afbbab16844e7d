/** Dense matrix of doubles in row-major order: element (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

/** A matrix of zeros, `rows` x `columns`. */
export function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) }
}

/** The n x n identity. */
export function identity(n: number): Matrix {
  const result = zeros(n, n)
  for (let i = 0; i < n; i++) result.data[i * n + i] = 1
  return result
}

/** A matrix whose columns are the given vectors, all of length `rows`. */
export function fromColumns(rows: number, columns: readonly ArrayLike<number>[]): Matrix {
  const result = zeros(rows, columns.length)
  columns.forEach((column, j) => {
    for (let i = 0; i < rows; i++) result.data[i * columns.length + j] = column[i]
  })
  return result
}

/** A copy of column `j`. */
export function columnOf(matrix: Matrix, j: number): Float64Array {
  const result = new Float64Array(matrix.rows)
  for (let i = 0; i < matrix.rows; i++) result[i] = matrix.data[i * matrix.columns + j]
  return result
}

/** The matrix made of the named columns of `matrix`, in that order. */
export function selectColumns(matrix: Matrix, indices: readonly number[]): Matrix {
  return fromColumns(
    matrix.rows,
    indices.map((j) => columnOf(matrix, j)),
  )
}

/** [a, b]: the columns of `a`, then those of `b`; both have the same number of rows. */
export function besides(a: Matrix, b: Matrix): Matrix {
  if (b.columns === 0) return a
  const result = zeros(a.rows, a.columns + b.columns)
  for (let i = 0; i < a.rows; i++) {
    result.data.set(a.data.subarray(i * a.columns, (i + 1) * a.columns), i * result.columns)
    result.data.set(b.data.subarray(i * b.columns, (i + 1) * b.columns), i * result.columns + a.columns)
  }
  return result
}

/** The transpose. */
export function transpose(a: Matrix): Matrix {
  const result = zeros(a.columns, a.rows)
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) result.data[j * a.rows + i] = a.data[i * a.columns + j]
  }
  return result
}

// The rows of products have functions of their own: entered often, they are compiled at once, where loops within one long call
// were seen to run uncompiled to their end, ten times slower.

/** a b. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const result = zeros(a.rows, b.columns)
  for (let i = 0; i < a.rows; i++) addRowOfProduct(a, b, i, result)
  return result
}

function addRowOfProduct(a: Matrix, b: Matrix, i: number, result: Matrix): void {
  const out = i * b.columns
  for (let k = 0; k < a.columns; k++) {
    const factor = a.data[i * a.columns + k]
    if (factor === 0) continue
    const row = k * b.columns
    for (let j = 0; j < b.columns; j++) result.data[out + j] += factor * b.data[row + j]
  }
}

/** a' b, without forming the transpose. */
export function multiplyTransposed(a: Matrix, b: Matrix): Matrix {
  const result = zeros(a.columns, b.columns)
  for (let k = 0; k < a.rows; k++) addProductOfRows(a, b, k, result)
  return result
}

/** result := result + the outer product of the two rows `k`. */
function addProductOfRows(a: Matrix, b: Matrix, k: number, result: Matrix): void {
  const row = k * b.columns
  for (let i = 0; i < a.columns; i++) {
    const factor = a.data[k * a.columns + i]
    if (factor === 0) continue
    const out = i * b.columns
    for (let j = 0; j < b.columns; j++) result.data[out + j] += factor * b.data[row + j]
  }
}

/** a - b, element by element. */
export function subtract(a: Matrix, b: Matrix): Matrix {
  return { rows: a.rows, columns: a.columns, data: a.data.map((value, i) => value - b.data[i]) }
}

/** factor * a. */
export function scaled(a: Matrix, factor: number): Matrix {
  return { rows: a.rows, columns: a.columns, data: a.data.map((value) => value * factor) }
}

/** a x for a vector x of `a.columns` numbers. */
export function multiplyVector(a: Matrix, x: ArrayLike<number>): Float64Array {
  const result = new Float64Array(a.rows)
  for (let i = 0; i < a.rows; i++) {
    let sum = 0
    for (let j = 0; j < a.columns; j++) sum += a.data[i * a.columns + j] * x[j]
    result[i] = sum
  }
  return result
}

/** Sum of the diagonal. */
export function trace(a: Matrix): number {
  let sum = 0
  for (let i = 0; i < Math.min(a.rows, a.columns); i++) sum += a.data[i * a.columns + i]
  return sum
}

/** x'Ax-style quadratic form c' A c for a square A. */
export function quadraticForm(a: Matrix, c: ArrayLike<number>): number {
  const ac = multiplyVector(a, c)
  let sum = 0
  for (let i = 0; i < ac.length; i++) sum += ac[i] * c[i]
  return sum
}
