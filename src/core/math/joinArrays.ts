/** The pieces end to end. */
export function joinArrays(pieces: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let start = 0
  for (const piece of pieces) {
    result.set(piece, start)
    start += piece.length
  }
  return result
}
