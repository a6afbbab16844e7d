import { readFileSync } from 'node:fs'
import type { Matrix } from '../../src/core/math/matrix.ts'

/** Numbers that scripts/reference/design_diagnostics.py computed with numpy and scipy. */
export interface DesignReference {
  /** 96 scans x task, rest, drift_1, constant. */
  readonly design: readonly (readonly number[])[]
  readonly diagnostics: {
    readonly vif: readonly (number | null)[]
    readonly singularValues: readonly number[]
    readonly contrasts: Readonly<
      Record<string, { readonly standardError: number; readonly edgeShare: number }>
    >
    readonly withoutRest: number
    readonly sumChange: number
    readonly cosineToMinimal: number
  }
  readonly power: readonly {
    readonly df: number
    readonly noncentrality: number
    readonly t: number
    readonly power: number
  }[]
  readonly series: {
    readonly values: readonly number[]
    readonly acf: readonly number[]
    readonly shares: readonly number[]
    readonly frequencies: readonly number[]
    readonly quantiles: readonly number[]
  }
  readonly voxel: {
    readonly y: readonly number[]
    readonly rho: number
    readonly beta: readonly number[]
    readonly dispersion: number
    readonly standardErrors: readonly number[]
    readonly whitenedResiduals: readonly number[]
    readonly fitted: readonly number[]
    readonly fittedStandardErrors: readonly number[]
    readonly t: number
    readonly adjusted: readonly number[]
  }
}

export const designReference = JSON.parse(
  readFileSync(new URL('../fixtures/design-diagnostics.json', import.meta.url), 'utf8'),
) as DesignReference

/** The reference's design as a matrix. */
export function referenceMatrix(): Matrix {
  const { design } = designReference
  return {
    rows: design.length,
    columns: design[0]?.length ?? 0,
    data: Float64Array.from(design.flat()),
  }
}

/** The largest difference of two lists of numbers. */
export function largestDifference(found: ArrayLike<number>, expected: readonly number[]): number {
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] ?? NaN))), 0)
}
