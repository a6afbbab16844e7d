import { existsSync } from 'node:fs'
import type { MapKind } from '../../src/core/contrast/mapKind.ts'
import { statisticDf } from '../../src/core/contrast/statistics.ts'
import { columnOf } from '../../src/core/math/matrix.ts'
import {
  analyseFolder,
  contrastOf,
  nilearnFolders,
  type NilearnFolder,
  type NilearnGolden,
} from '../core/glm/nilearnGolden.ts'
import { numberTable } from '../core/design/nilearnGoldens.ts'
import { deviation, largestDifference } from '../core/glm/spmEstimates.ts'
import type { AgreementCollector, AgreementColumn, AgreementMeasure } from './agreementRows.ts'

const mapNames: readonly (readonly [MapKind, string, AgreementMeasure])[] = [
  ['effect', 'Effect (contrast of betas)', 'of the largest'],
  ['variance', 'Variance of the effect', 'of the largest'],
  ['t', 't', 'absolute'],
  ['F', 'F', 'of the largest'],
  ['p', 'p', 'absolute'],
  ['z', 'z', 'absolute'],
]

/** Adds every deviation of our nilearn pipelines from what nilearn stored. */
export function measureNilearn(agreement: AgreementCollector): void {
  for (const folder of nilearnFolders) measureFolder(folder, agreement)
}

function measureFolder(folder: NilearnFolder, agreement: AgreementCollector): void {
  const golden = analyseFolder(folder)
  const { info, design, analysis, precision, path, reference } = golden
  const column: AgreementColumn = precision === 'float32' ? 'single' : 'double'
  const compare = (
    what: readonly [string, AgreementMeasure],
    actual: ArrayLike<number>,
    expected: Float64Array,
  ): void => {
    const [a, b] = [varying(golden, actual), varying(golden, expected)]
    agreement.add(column, what, what[1] === 'absolute' ? largestDifference(a, b) : deviation(a, b))
  }

  if (existsSync(path('design_matrix').replace('.nii.gz', '.tsv'))) {
    const stored = numberTable(`${folder.folder}/design_matrix.tsv`)
    // The first stored column is the frame times.
    info.columns.forEach((_, j) => {
      const values = stored.values.map((row) => row[j + 1] ?? NaN)
      agreement.add(
        column,
        ['Design matrix', 'of the largest'],
        deviation(columnOf(design.matrix, j), values),
      )
    })
  }
  const inMask = golden.wholeImage('mask')
  agreement.add(column, ['Mask', 'voxels'], countUnlike(analysis.mask, inMask, 0))
  agreement.add(
    column,
    ['Degrees of freedom', 'absolute'],
    Math.abs(analysis.plan.residualDf - info.df_residuals),
  )
  info.columns.forEach((name, k) => {
    if (!existsSync(path(`beta_${name}`))) return
    const quantity = name === 'constant' ? 'Beta of the constant' : 'Betas'
    compare(
      [quantity, name === 'constant' ? 'absolute' : 'of the largest'],
      analysis.beta(k),
      reference(`beta_${name}`),
    )
  })
  const joined = (of: 'dispersion' | 'noiseRho' | 'rSquared'): number[] =>
    analysis.fits.flatMap((fit) => Array.from(fit[of]))
  compare(['Residual variance σ²', 'of the largest'], joined('dispersion'), reference('sigma2'))
  if (existsSync(path('rho'))) {
    const unlike = countUnlike(varying(golden, joined('noiseRho')), varying(golden, reference('rho')), 1e-6)
    agreement.add(column, ['AR(1) labels', 'voxels'], unlike)
  }
  if (existsSync(path('r_squared'))) compare(['R²', 'absolute'], joined('rSquared'), reference('r_squared'))
  for (const [name, spec] of Object.entries(info.config.contrasts)) {
    const contrast = contrastOf(spec, info.columns)
    agreement.add(
      column,
      ['Degrees of freedom', 'absolute'],
      Math.abs((statisticDf(analysis.plan, contrast).at(-1) ?? NaN) - info.df_residuals),
    )
    const maps = analysis.maps(
      contrast,
      mapNames.map(([kind]) => kind),
    )
    for (const [kind, quantity, measure] of mapNames) {
      const map = maps.get(kind)
      if (map) compare([quantity, measure], map, reference(`${name}_${kind}`))
    }
  }
}

/** The values of voxels that change over time. */
function varying({ varies }: NilearnGolden, values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).filter((_, v) => varies[v] === 1)
}

function countUnlike(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): number {
  return Array.from(b).filter((value, i) => !(Math.abs((a[i] ?? NaN) - value) <= tolerance)).length
}
