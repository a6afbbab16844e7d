import { fixed } from '../format.ts'
import { readNumber } from '../parts/numberText.ts'

export type Mm = readonly [number, number, number]

/** A position as three numbers of at most one decimal. */
export function crosshairText(mm: Mm): string {
  return mm.map((value) => fixed(value, 1).replace(/\.0$/, '')).join('  ')
}

/** Reads `38 -20 48` (spaces, commas or semicolons between); null when it is not three numbers. */
export function readCrosshair(text: string): Mm | null {
  const [x, y, z, ...more] = text
    .trim()
    .split(/[\s;,]+/)
    .map(readNumber)
  if (x == null || y == null || z == null || more.length > 0) return null
  return [x, y, z]
}
