// AssemblyScript, compiled by `npm run kernels` into ../slabKernelsBytes.ts. Float32 data [scan][voxel], double accumulation,
// scan after scan into one sum per output: what src/core/glm/projection.ts computes, bit for bit.
// `stride` is the voxel count rounded up to a multiple of 16; the padding holds zeros. All pointers are 16-byte aligned.

/** Voxels whose values are unpacked to doubles at once: one cache line of float32. */
const TILE: usize = 16
/** Bytes of a scan's tile in doubles, and of a scan's weights for a group of four rows. */
const TILE_BYTES: usize = TILE * 8
const GROUP_BYTES: usize = 32
/** Scans per unpacked tile: 128 of them fill 16 kB, half of a processor's fastest memory. */
const BLOCK: usize = 128


/** Unpacks `count` scans of a tile of voxels from `from` to doubles at `to`. */
// @ts-ignore: decorator
@inline
function unpack(from: usize, to: usize, count: usize, rowBytes: usize): void {
  for (let end = to + count * TILE_BYTES; to < end; to += TILE_BYTES, from += rowBytes) {
    for (let half: usize = 0; half < 2; half++) {
      const source = from + half * 32
      const target = to + half * 64
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source)))
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source, 8)), 16)
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source, 16)), 32)
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source, 24)), 48)
    }
  }
}

/**
 * out (rows x stride, doubles) = weights times the data (scans x stride, floats). `weights` holds groups of four rows as
 * [group][scan][row of the group]; `rows` is a multiple of four; `scratch` takes BLOCK tiles.
 */
export function project(
  data: usize,
  scans: usize,
  stride: usize,
  weights: usize,
  rows: usize,
  out: usize,
  scratch: usize,
): void {
  const rowBytes = stride * 4
  const outBytes = stride * 8
  for (let start: usize = 0; start < scans; start += BLOCK) {
    const count = min(BLOCK, scans - start)
    const end = scratch + count * TILE_BYTES
    for (let tile: usize = 0; tile < stride; tile += TILE) {
      unpack(data + start * rowBytes + tile * 4, scratch, count, rowBytes)
      for (let row: usize = 0; row < rows; row += 4) {
        const group = weights + row * scans * 8 + start * GROUP_BYTES
        for (let part: usize = 0; part < TILE; part += 4) {
          const to = out + row * outBytes + (tile + part) * 8
          const to1 = to + outBytes
          const to2 = to1 + outBytes
          const to3 = to2 + outBytes
          let a0 = f64x2.splat(0)
          let a1 = a0
          let b0 = a0
          let b1 = a0
          let c0 = a0
          let c1 = a0
          let d0 = a0
          let d1 = a0
          if (start > 0) {
            a0 = v128.load(to)
            a1 = v128.load(to, 16)
            b0 = v128.load(to1)
            b1 = v128.load(to1, 16)
            c0 = v128.load(to2)
            c1 = v128.load(to2, 16)
            d0 = v128.load(to3)
            d1 = v128.load(to3, 16)
          }
          let w = group
          for (let y = scratch + part * 8; y < end; y += TILE_BYTES, w += GROUP_BYTES) {
            const y0 = v128.load(y)
            const y1 = v128.load(y, 16)
            const wa = v128.load64_splat(w)
            a0 = f64x2.add(a0, f64x2.mul(wa, y0))
            a1 = f64x2.add(a1, f64x2.mul(wa, y1))
            const wb = v128.load64_splat(w, 8)
            b0 = f64x2.add(b0, f64x2.mul(wb, y0))
            b1 = f64x2.add(b1, f64x2.mul(wb, y1))
            const wc = v128.load64_splat(w, 16)
            c0 = f64x2.add(c0, f64x2.mul(wc, y0))
            c1 = f64x2.add(c1, f64x2.mul(wc, y1))
            const wd = v128.load64_splat(w, 24)
            d0 = f64x2.add(d0, f64x2.mul(wd, y0))
            d1 = f64x2.add(d1, f64x2.mul(wd, y1))
          }
          v128.store(to, a0)
          v128.store(to, a1, 16)
          v128.store(to1, b0)
          v128.store(to1, b1, 16)
          v128.store(to2, c0)
          v128.store(to2, c1, 16)
          v128.store(to3, d0)
          v128.store(to3, d1, 16)
        }
      }
    }
  }
}

/** Per voxel: sums over the scans of y squared into `squares`, of y times its successor into `products`; stride doubles each. */
export function sumProducts(data: usize, scans: usize, stride: usize, squares: usize, products: usize): void {
  const rowBytes = stride * 4
  for (let voxel: usize = 0; voxel < stride; voxel += 4) {
    let at = data + voxel * 4
    let y0 = f64x2.promote_low_f32x4(v128.load64_zero(at))
    let y1 = f64x2.promote_low_f32x4(v128.load64_zero(at, 8))
    let square0 = f64x2.mul(y0, y0)
    let square1 = f64x2.mul(y1, y1)
    let product0 = f64x2.splat(0)
    let product1 = product0
    for (let scan: usize = 1; scan < scans; scan++) {
      at += rowBytes
      const next0 = f64x2.promote_low_f32x4(v128.load64_zero(at))
      const next1 = f64x2.promote_low_f32x4(v128.load64_zero(at, 8))
      square0 = f64x2.add(square0, f64x2.mul(next0, next0))
      square1 = f64x2.add(square1, f64x2.mul(next1, next1))
      product0 = f64x2.add(product0, f64x2.mul(y0, next0))
      product1 = f64x2.add(product1, f64x2.mul(y1, next1))
      y0 = next0
      y1 = next1
    }
    const to = voxel * 8
    v128.store(squares + to, square0)
    v128.store(squares + to, square1, 16)
    v128.store(products + to, product0)
    v128.store(products + to, product1, 16)
  }
}

/**
 * Per voxel: sum of squares of a banded matrix times the data into `squares`, stride doubles. `bands` holds per group of four
 * rows the first scan and the number of scans of their weights (two i32), `weights` the groups as for `project`, of those
 * scans alone; `scratch` takes a tile of all scans.
 */
export function whitenedSquares(
  data: usize,
  scans: usize,
  stride: usize,
  weights: usize,
  bands: usize,
  groups: usize,
  squares: usize,
  scratch: usize,
): void {
  const rowBytes = stride * 4
  for (let tile: usize = 0; tile < stride; tile += TILE) {
    unpack(data + tile * 4, scratch, scans, rowBytes)
    for (let part: usize = 0; part < TILE; part += 4) {
      let square0 = f64x2.splat(0)
      let square1 = square0
      let w = weights
      for (let group: usize = 0; group < groups; group++) {
        const band = bands + group * 8
        let y = scratch + part * 8 + <usize>load<i32>(band) * TILE_BYTES
        const end = w + <usize>load<i32>(band, 4) * GROUP_BYTES
        let a0 = f64x2.splat(0)
        let a1 = a0
        let b0 = a0
        let b1 = a0
        let c0 = a0
        let c1 = a0
        let d0 = a0
        let d1 = a0
        for (; w < end; w += GROUP_BYTES, y += TILE_BYTES) {
          const y0 = v128.load(y)
          const y1 = v128.load(y, 16)
          const wa = v128.load64_splat(w)
          a0 = f64x2.add(a0, f64x2.mul(wa, y0))
          a1 = f64x2.add(a1, f64x2.mul(wa, y1))
          const wb = v128.load64_splat(w, 8)
          b0 = f64x2.add(b0, f64x2.mul(wb, y0))
          b1 = f64x2.add(b1, f64x2.mul(wb, y1))
          const wc = v128.load64_splat(w, 16)
          c0 = f64x2.add(c0, f64x2.mul(wc, y0))
          c1 = f64x2.add(c1, f64x2.mul(wc, y1))
          const wd = v128.load64_splat(w, 24)
          d0 = f64x2.add(d0, f64x2.mul(wd, y0))
          d1 = f64x2.add(d1, f64x2.mul(wd, y1))
        }
        square0 = f64x2.add(square0, f64x2.mul(a0, a0))
        square1 = f64x2.add(square1, f64x2.mul(a1, a1))
        square0 = f64x2.add(square0, f64x2.mul(b0, b0))
        square1 = f64x2.add(square1, f64x2.mul(b1, b1))
        square0 = f64x2.add(square0, f64x2.mul(c0, c0))
        square1 = f64x2.add(square1, f64x2.mul(c1, c1))
        square0 = f64x2.add(square0, f64x2.mul(d0, d0))
        square1 = f64x2.add(square1, f64x2.mul(d1, d1))
      }
      const to = squares + (tile + part) * 8
      v128.store(to, square0)
      v128.store(to, square1, 16)
    }
  }
}

/**
 * out (rows x stride, doubles) = weights times the sources (count x stride, doubles). `weights` holds groups of four rows as
 * [group][source][row of the group]; `rows` is a multiple of four.
 */
export function combine(
  sources: usize,
  count: usize,
  stride: usize,
  weights: usize,
  rows: usize,
  out: usize,
): void {
  const rowBytes = stride * 8
  const end = sources + count * rowBytes
  for (let voxel: usize = 0; voxel < rowBytes; voxel += 32) {
    let w = weights
    for (let row: usize = 0; row < rows; row += 4) {
      let a0 = f64x2.splat(0)
      let a1 = a0
      let b0 = a0
      let b1 = a0
      let c0 = a0
      let c1 = a0
      let d0 = a0
      let d1 = a0
      for (let y = sources + voxel; y < end; y += rowBytes, w += GROUP_BYTES) {
        const y0 = v128.load(y)
        const y1 = v128.load(y, 16)
        const wa = v128.load64_splat(w)
        a0 = f64x2.add(a0, f64x2.mul(wa, y0))
        a1 = f64x2.add(a1, f64x2.mul(wa, y1))
        const wb = v128.load64_splat(w, 8)
        b0 = f64x2.add(b0, f64x2.mul(wb, y0))
        b1 = f64x2.add(b1, f64x2.mul(wb, y1))
        const wc = v128.load64_splat(w, 16)
        c0 = f64x2.add(c0, f64x2.mul(wc, y0))
        c1 = f64x2.add(c1, f64x2.mul(wc, y1))
        const wd = v128.load64_splat(w, 24)
        d0 = f64x2.add(d0, f64x2.mul(wd, y0))
        d1 = f64x2.add(d1, f64x2.mul(wd, y1))
      }
      const to = out + row * rowBytes + voxel
      const to1 = to + rowBytes
      const to2 = to1 + rowBytes
      const to3 = to2 + rowBytes
      v128.store(to, a0)
      v128.store(to, a1, 16)
      v128.store(to1, b0)
      v128.store(to1, b1, 16)
      v128.store(to2, c0)
      v128.store(to2, c1, 16)
      v128.store(to3, d0)
      v128.store(to3, d1, 16)
    }
  }
}

/**
 * What OLS leaves of each series: squares, lag-1 product and last value into three rows of `outStride` doubles at `out`. The
 * series are given by u, v and lag u (rank rows of `count` doubles each, one after the other), and three rows of sums.
 */
export function ar1Read(
  projected: usize,
  lagged: usize,
  sums: usize,
  lastRow: usize,
  rank: usize,
  count: usize,
  out: usize,
  outStride: usize,
): void {
  const rowBytes = count * 8
  const half = f64x2.splat(0.5)
  const zero = f64x2.splat(0)
  for (let voxel: usize = 0; voxel < rowBytes; voxel += 16) {
    let squares = v128.load(sums + voxel)
    let products = v128.load(sums + rowBytes + voxel)
    let last = v128.load(sums + 2 * rowBytes + voxel)
    let u = projected + voxel
    let v = u + rank * rowBytes
    let lag = lagged + voxel
    for (let k: usize = 0; k < rank; k++) {
      const value = v128.load(u)
      squares = f64x2.sub(squares, f64x2.mul(value, value))
      const inner = f64x2.add(v128.load(v), f64x2.mul(half, v128.load(lag)))
      products = f64x2.sub(products, f64x2.mul(value, inner))
      last = f64x2.sub(last, f64x2.mul(v128.load64_splat(lastRow + k * 8), value))
      u += rowBytes
      v += rowBytes
      lag += rowBytes
    }
    v128.store(out + voxel, f64x2.max(squares, zero))
    v128.store(out + outStride * 8 + voxel, products)
    v128.store(out + 2 * outStride * 8 + voxel, last)
  }
}

/**
 * Least squares of each series whitened by its label. `index` holds per voxel (i32) which label is meant, -1 for none; a label is
 * rho, `rank` sums and `rank` columns of `padded` rows of the inverse. `residuals` are the rows of `ar1Read`, `scaling` two rows
 * (scale, offset), `basis` three (last row, coordinates of a constant, their neighbour sums). Writes the coordinates (rank rows of
 * `count`) and four rows of sums after them; `scratch` takes 2 `padded` doubles.
 */
export function ar1Solve(
  projected: usize,
  lagged: usize,
  residuals: usize,
  residualStride: usize,
  scaling: usize,
  basis: usize,
  labels: usize,
  index: usize,
  rank: usize,
  padded: usize,
  count: usize,
  out: usize,
  scratch: usize,
): void {
  const rowBytes = count * 8
  const labelBytes = (1 + rank + rank * padded) * 8
  const correction = scratch + padded * 8
  const results = out + rank * rowBytes
  for (let voxel: usize = 0; voxel < count; voxel++) {
    const chosen = load<i32>(index + voxel * 4)
    if (chosen < 0) continue
    const at = voxel * 8
    const label = labels + <usize>chosen * labelBytes
    const rho = load<f64>(label)
    const residualSquares = load<f64>(residuals + at)
    const residualLag = load<f64>(residuals + residualStride * 8 + at)
    const residualLast = load<f64>(residuals + 2 * residualStride * 8 + at)
    const ofLast = rho * rho * residualLast
    let v = projected + rank * rowBytes + at
    for (let k: usize = 0; k < rank * 8; k += 8, v += rowBytes) {
      store<f64>(scratch + k, -rho * load<f64>(v) - ofLast * load<f64>(basis + k))
    }
    const inverse = label + (1 + rank) * 8
    for (let row: usize = 0; row < padded * 8; row += 32) {
      let a = f64x2.splat(0)
      let b = a
      let column = inverse + row
      for (let k: usize = 0; k < rank * 8; k += 8, column += padded * 8) {
        const product = v128.load64_splat(scratch + k)
        a = f64x2.add(a, f64x2.mul(v128.load(column), product))
        b = f64x2.add(b, f64x2.mul(v128.load(column, 16), product))
      }
      v128.store(correction + row, a)
      v128.store(correction + row, b, 16)
    }
    const scale = load<f64>(scaling + at)
    const offset = load<f64>(scaling + rowBytes + at)
    const still = 1 + rho * rho
    const before = rho * residualLast
    let squares = still * residualSquares - 2 * rho * residualLag - before * before
    let whitenedSum = before
    let fitted: f64 = 0
    let fittedSum: f64 = 0
    let last: f64 = 0
    let lastOfFit: f64 = 0
    let u = projected + at
    let lag = lagged + at
    let to = out + at
    for (let k: usize = 0; k < rank * 8; k += 8) {
      const change = load<f64>(correction + k)
      const product = load<f64>(scratch + k)
      const ofRow = load<f64>(basis + k)
      const sum = load<f64>(label + 8 + k)
      const value = scale * load<f64>(u) + offset * load<f64>(basis + rank * 8 + k)
      const coordinate = value + scale * change
      const neighbours = scale * load<f64>(lag) + offset * load<f64>(basis + 2 * rank * 8 + k)
      squares -= change * product
      whitenedSum -= sum * change
      fitted += coordinate * (still * value - rho * neighbours + scale * product)
      fittedSum += sum * coordinate
      last += ofRow * value
      lastOfFit += ofRow * coordinate
      store<f64>(to, coordinate)
      u += rowBytes
      lag += rowBytes
      to += rowBytes
    }
    store<f64>(results + at, scale * scale * max(squares, 0))
    store<f64>(results + rowBytes + at, scale * whitenedSum)
    store<f64>(results + 2 * rowBytes + at, fitted - rho * rho * last * lastOfFit)
    store<f64>(results + 3 * rowBytes + at, fittedSum)
  }
}
