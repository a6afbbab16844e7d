import { readdirSync, readFileSync } from 'node:fs'
import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { fixtures } from './referenceAnalyses.ts'

/** One map of a reference attribution: D = B - A over the voxels of both masks, computed by another program. */
export interface ReferenceMap {
  readonly map: 'effect' | 'standard-error' | 't' | 'z'
  readonly units: 'own' | 'percent of voxel mean'
  readonly n: number
  readonly meanD: number
  readonly sdD: number
  readonly shares: Readonly<Record<string, number>>
  readonly sharesOfMeanSquare: Readonly<Record<string, number>>
  readonly meanPhi: Readonly<Record<string, number>>
  readonly first: Readonly<Record<string, number>>
  readonly last: Readonly<Record<string, number>>
  readonly marginalRange: Readonly<Record<string, readonly [number, number]>>
  readonly subsets: readonly {
    readonly bits: number
    readonly v: number
    readonly mean: number
    readonly sd: number
  }[]
  readonly voxels: readonly {
    readonly ijk: readonly [number, number, number]
    readonly A: number
    readonly B: number
    readonly phi: Readonly<Record<string, number>>
  }[]
}

export interface ReferenceAttribution {
  readonly case: string
  readonly run: string
  readonly grid: { readonly shape: readonly [number, number, number] }
  readonly specA: PipelineSpec
  readonly specB: PipelineSpec
  readonly contrastA: string
  readonly contrastB: string
  readonly switches: readonly string[]
  readonly masks: { readonly onlyA: number; readonly onlyB: number }
  readonly nCommon: number
  readonly maps: readonly ReferenceMap[]
}

/** All reference attributions, exact over all mixtures. */
export function referenceAttributions(): ReferenceAttribution[] {
  return readdirSync(`${fixtures}attribution`)
    .filter((name) => /^(block|er)-.*\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(`${fixtures}attribution/${name}`, 'utf8')) as ReferenceAttribution)
}
