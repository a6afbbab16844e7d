const headPx = 32
const leastPx = 140

/** What is left of a cell's height, in px, under the plot's title. */
export function pictureHeight(cellHeight: number): number {
  return Math.max(leastPx, Math.floor(cellHeight) - headPx)
}
