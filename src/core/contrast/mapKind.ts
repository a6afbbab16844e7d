/** Every kind of map a pane can show or save. */
export const mapKinds = [
  'effect',
  'standard-error',
  'variance',
  't',
  'F',
  'z',
  'p',
  'r-squared',
  'residual-sd',
  'noise-rho',
  'mean',
  'mask',
] as const

export type MapKind = (typeof mapKinds)[number]
