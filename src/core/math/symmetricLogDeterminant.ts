import { svd, symmetricEigen } from './decompositions.ts'
import type { Matrix } from './matrix.ts'

const smallest = 1e-16

function sumOfLogs(singularValues: Iterable<number>): number {
  let sum = 0
  for (const value of singularValues) if (value > smallest && value < 1 / smallest) sum += Math.log(value)
  return sum
}

/** Logarithm of the determinant by the singular values between 1e-16 and 1e16, as SPM12 takes it (r7771, spm_logdet). */
export function logDeterminant(a: Matrix): number {
  return sumOfLogs(svd(a).s)
}

/** The same of a symmetric matrix; a positive definite one has all its eigenvalues counted. */
export function symmetricLogDeterminant(a: Matrix): number {
  const { values } = symmetricEigen(a)
  if (values.every((value) => value > 0)) return values.reduce((sum, value) => sum + Math.log(value), 0)
  return sumOfLogs(values.map(Math.abs))
}
