/** A point in millimetres: x to the right, y to the front, z up. */
export type Point = readonly [number, number, number]

/** An ellipsoid along the axes, in mm. */
export interface Ellipsoid {
  readonly centre: Point
  readonly radii: Point
}

/** Approximate signed depth (mm, positive inside) of (x, y, z) in an ellipsoid. */
export function ellipsoidDepth(x: number, y: number, z: number, { centre, radii }: Ellipsoid): number {
  const [rx, ry, rz] = radii
  const u = (x - centre[0]) / rx
  const v = (y - centre[1]) / ry
  const w = (z - centre[2]) / rz
  const k0 = Math.sqrt(u * u + v * v + w * w)
  const k1 = Math.sqrt((u / rx) * (u / rx) + (v / ry) * (v / ry) + (w / rz) * (w / rz))
  return k1 === 0 ? Math.min(rx, ry, rz) : (k0 * (1 - k0)) / k1
}

/** A rod with round ends, given by its axis and radius in mm. */
export interface Capsule {
  readonly from: Point
  readonly to: Point
  readonly radius: number
}

/** Signed depth (mm, positive inside) of (x, y, z) in a capsule. */
export function capsuleDepth(x: number, y: number, z: number, capsule: Capsule): number {
  const { from, to, radius } = capsule
  const ax = to[0] - from[0]
  const ay = to[1] - from[1]
  const az = to[2] - from[2]
  const along = (x - from[0]) * ax + (y - from[1]) * ay + (z - from[2]) * az
  const h = Math.min(1, Math.max(0, along / (ax * ax + ay * ay + az * az)))
  return radius - Math.hypot(x - from[0] - h * ax, y - from[1] - h * ay, z - from[2] - h * az)
}

/** Depth in the union of two bodies, the seam rounded over `blend` mm. */
export function union(a: number, b: number, blend: number): number {
  const h = Math.max(blend - Math.abs(a - b), 0) / blend
  return Math.max(a, b) + (h * h * blend) / 4
}

/** Depth in the intersection of two bodies, the edge rounded over `blend` mm. */
export function intersection(a: number, b: number, blend: number): number {
  return -union(-a, -b, blend)
}

/** 0 below `from`, 1 above `to`, a smooth cubic between. */
export function smoothStep(from: number, to: number, value: number): number {
  const h = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return h * h * (3 - 2 * h)
}
