import { zeros, type Matrix } from './matrix.ts'

/** Each column one scan earlier: row t of the result is row t + 1, the last row is 0. */
export function advanced(matrix: Matrix): Matrix {
  const result = zeros(matrix.rows, matrix.columns)
  result.data.set(matrix.data.subarray(matrix.columns))
  return result
}

/** Each column one scan later: row t of the result is row t - 1, the first row is 0. */
export function delayed(matrix: Matrix): Matrix {
  const result = zeros(matrix.rows, matrix.columns)
  result.data.set(matrix.data.subarray(0, (matrix.rows - 1) * matrix.columns), matrix.columns)
  return result
}

/** Row t of the result is row t - 1 plus row t + 1 of `matrix`. */
export function neighbourSums(matrix: Matrix): Matrix {
  const before = delayed(matrix)
  const after = advanced(matrix)
  return { ...before, data: before.data.map((value, i) => value + after.data[i]) }
}

/** nilearn's AR(1) whitening: row t minus rho times row t - 1, the first row left unscaled. */
export function whitenAr1(matrix: Matrix, rho: number): Matrix {
  const before = delayed(matrix)
  return { ...matrix, data: matrix.data.map((value, i) => value - rho * before.data[i]) }
}
