import { ar1Normals, isRegularAt, normalAt, type Ar1Normals } from './ar1Normal.ts'
import { columnSpace, type ColumnSpace } from './columnSpace.ts'
import type { Matrix } from './matrix.ts'
import { symmetricInverse } from './symmetricInverse.ts'

/** The columns of a design (n x p), filtered by K = I - X0 X0' and whitened by any rho, W = I - rho S with S the delay by one scan. */
export interface Ar1Space extends ColumnSpace {
  /** Of the basis U and the filter. */
  readonly normals: Ar1Normals
  /** r x r: (K W U)'(K W U) at a rho, and its inverse; undefined where whitening and filter cost the design a rank. */
  readonly at: (rho: number) => WhitenedNormal
}

/** Normal equations at a rho. */
export interface WhitenedNormal {
  readonly normal: Matrix
  readonly inverse: Matrix | undefined
}

const spaces = new WeakMap<Matrix, WeakMap<Matrix, Ar1Space>>()

/** The space of a design and a filter (n x q), computed once and kept as long as both matrices, which must not change. */
export function ar1Space(design: Matrix, filterBasis: Matrix): Ar1Space {
  const ofDesign = spaces.get(design) ?? new WeakMap<Matrix, Ar1Space>()
  spaces.set(design, ofDesign)
  const known = ofDesign.get(filterBasis) ?? newSpace(design, filterBasis)
  ofDesign.set(filterBasis, known)
  return known
}

function newSpace(design: Matrix, filterBasis: Matrix): Ar1Space {
  const space = columnSpace(design)
  const normals = ar1Normals(space.basis, filterBasis)
  const known = new Map<number, WhitenedNormal>()
  return {
    ...space,
    normals,
    at(rho) {
      const found = known.get(rho) ?? whitenedNormal(normals, rho)
      known.set(rho, found)
      return found
    },
  }
}

function whitenedNormal(normals: Ar1Normals, rho: number): WhitenedNormal {
  const normal = normalAt(normals, rho)
  return { normal, inverse: isRegularAt(normals, rho, normal) ? symmetricInverse(normal) : undefined }
}
