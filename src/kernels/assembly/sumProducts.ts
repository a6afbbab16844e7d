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
