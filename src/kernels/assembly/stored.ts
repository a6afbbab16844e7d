/** How numbers are stored in a run that lies in memory. */
export const INT16: i32 = 0
export const UINT16: i32 = 1
export const FLOAT32: i32 = 2

/** Two stored numbers that follow each other, as doubles. */
// @ts-ignore: decorator
@inline
export function two<T>(at: usize): v128 {
  if (isFloat<T>()) return f64x2.promote_low_f32x4(v128.load64_zero(at))
  if (isSigned<T>()) return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(v128.load32_zero(at)))
  return f64x2.convert_low_i32x4_u(i32x4.extend_low_i16x8_u(v128.load32_zero(at)))
}
