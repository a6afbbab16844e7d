type Dims = readonly [number, number, number]

/** Labels of connected components. */
export interface Components {
  /** 0 outside, 1 .. count inside; file order. */
  readonly labels: Int32Array
  /** Voxels of label k at index k - 1. */
  readonly sizes: Int32Array
}

interface Flooding {
  readonly inside: Uint8Array
  readonly dims: Dims
  readonly labels: Int32Array
}

/** Gives one component its label by flooding from `seed`; returns its size. */
function flood({ inside, dims: [nx, ny, nz], labels }: Flooding, seed: number, label: number): number {
  const plane = nx * ny
  const stack = [seed]
  let size = 0
  labels[seed] = label
  const visit = (at: number): void => {
    if (inside[at] === 0 || labels[at] !== 0) return
    labels[at] = label
    stack.push(at)
  }
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    size++
    const x = at % nx
    const y = Math.floor(at / nx) % ny
    const z = Math.floor(at / plane)
    if (x > 0) visit(at - 1)
    if (x < nx - 1) visit(at + 1)
    if (y > 0) visit(at - nx)
    if (y < ny - 1) visit(at + nx)
    if (z > 0) visit(at - plane)
    if (z < nz - 1) visit(at + plane)
  }
  return size
}

/**
 * Components of a mask of 0 and 1 (file order) connected across faces. Labels count up in the order in which a scan with x
 * slowest and z fastest meets the components, as scipy labels an array indexed [x, y, z].
 */
export function labelComponents(inside: Uint8Array, dims: Dims): Components {
  const [nx, ny, nz] = dims
  const labels = new Int32Array(inside.length)
  const sizes: number[] = []
  for (let x = 0; x < nx; x++) {
    for (let y = 0; y < ny; y++) {
      for (let z = 0; z < nz; z++) {
        const at = x + nx * (y + ny * z)
        if (inside[at] === 1 && labels[at] === 0)
          sizes.push(flood({ inside, dims, labels }, at, sizes.length + 1))
      }
    }
  }
  return { labels, sizes: Int32Array.from(sizes) }
}

/** The largest component alone, the first label of equals; an empty mask stays empty. */
export function largestComponent(inside: Uint8Array, dims: Dims): Uint8Array {
  const { labels, sizes } = labelComponents(inside, dims)
  const largest = sizes.indexOf(sizes.reduce((best, size) => Math.max(best, size), 0)) + 1
  return inside.map((value, i) => value & (labels[i] === largest ? 1 : 0))
}
