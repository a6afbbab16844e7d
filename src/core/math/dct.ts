import { zeros, type Matrix } from './matrix.ts'

/**
 * Cosines 1 to `count` of the DCT-II of `n` points, without the constant: n x count, orthonormal columns,
 * element (i, k) = sqrt(2/n) cos(pi/n (i + 1/2) k). nilearn 0.12.1 signal.create_cosine_drift and SPM12 spm_dctmtx.
 */
export function cosineBasis(n: number, count: number): Matrix {
  const basis = zeros(n, count)
  const norm = Math.sqrt(2 / n)
  for (let i = 0; i < n; i++) {
    for (let k = 1; k <= count; k++)
      basis.data[i * count + k - 1] = norm * Math.cos((Math.PI / n) * (i + 0.5) * k)
  }
  return basis
}
