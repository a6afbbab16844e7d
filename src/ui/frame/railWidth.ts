/** Widths the rail may have, in px at normal scale. */
export const railWidth = { min: 280, max: 400, step: 20 }

/** A width the rail may have, nearest to the one asked for. */
export function clampedWidth(width: number): number {
  return Math.min(railWidth.max, Math.max(railWidth.min, Math.round(width)))
}
