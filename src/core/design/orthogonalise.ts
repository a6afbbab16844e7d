const epsilon = 2 ** -52

/**
 * Columns made orthogonal in order: each minus its projection on those before it, the first unchanged, none normalised
 * (nilearn 0.12.1, hemodynamic_models.orthogonalize, with its pseudo-inverse's rule for columns that count as zero).
 */
export function orthogonalise(columns: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = []
  for (const column of columns) {
    const rest = column.slice()
    const norms = done.map((other) => Math.sqrt(dot(other, other)))
    const tolerance = Math.max(column.length, done.length) * epsilon * Math.max(0, ...norms)
    done.forEach((other, k) => {
      if (norms[k] <= tolerance) return
      const factor = dot(rest, other) / (norms[k] * norms[k])
      for (let i = 0; i < rest.length; i++) rest[i] -= factor * other[i]
    })
    done.push(rest)
  }
  return done
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
