import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastRows } from '../../../src/core/contrast/weights.ts'
import { statisticDf } from '../../../src/core/contrast/statistics.ts'
import { zeros, type Matrix } from '../../../src/core/math/matrix.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { analyse } from '../../support/nilearnAnalysis.ts'
import { readEventsTable, runImage, specOf, type NilearnConfig } from '../../support/nilearnCase.ts'
import { readNifti } from '../../support/readNifti.ts'
import { numberTable } from '../design/nilearnGoldens.ts'

const fixtures = new URL('../../fixtures/', import.meta.url).pathname

/** A folder of what nilearn computed, with where its run is; paths are within the fixtures. */
interface Case {
  readonly name: string
  readonly folder: string
  readonly run: string
  readonly events: string
  readonly confounds: string
}

function simulatedCase(name: string): Case {
  const run = name.startsWith('block') ? 'sub-block_task-tap' : 'sub-er_task-tap'
  return {
    name,
    folder: `nilearn/${name}`,
    run: `runs/${run}_bold.nii.gz`,
    events: `runs/${run}_events.tsv`,
    confounds: `runs/${run}_desc-confounds_timeseries.tsv`,
  }
}

/** Cases of scripts/reference/nilearn_cases.py, whose info.json names their run. */
function tinyCase(name: string): Case {
  const folder = `nilearn-more/${name}`
  const info = JSON.parse(readFileSync(`${fixtures}${folder}/info.json`, 'utf8')) as Pick<
    Case,
    'run' | 'events' | 'confounds'
  >
  const beside = (file: string): string => `nilearn-more/${file}`
  return {
    name,
    folder,
    run: beside(info.run),
    events: beside(info.events),
    confounds: beside(info.confounds),
  }
}

const tinyNames = readdirSync(`${fixtures}nilearn-more`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const cases = [...readdirSync(`${fixtures}nilearn`).map(simulatedCase), ...tinyNames.map(tinyCase)]

/**
 * nilearn takes float32 and unscaled integer runs, and their percent scaling, in float32: its effects carry 1e-7 of the mean, some
 * 1e-5 of the largest effect, and its t and F follow. Scaled integers, and integers cut back to the file's type, are in double on
 * its side and in float32 distances from the mean on ours. Beyond 30 the statistics' tolerance is relative.
 */
const ofLargest = 1e-5
const ofStatistic = { float32: 1e-4, float64: 1e-5 }

/** p moves by at most the height of the normal curve times what its t moves. */
const pPerStatistic = 0.4

/**
 * nilearn takes the mean of such a run in float32, sample after sample: at 150 scans that mean is off by up to 7.8e-7, which
 * shifts the percent-scaled series, hence the constant's beta and nothing else, by 7.8e-5.
 */
const constantOfFloat32 = 1e-4

interface Info {
  readonly columns: readonly string[]
  readonly df_residuals: number
  readonly config: NilearnConfig
}

function contrastOf(spec: NilearnConfig['contrasts'][string], columns: readonly string[]): Matrix {
  if (typeof spec === 'string') return contrastRows({ kind: 'expression', text: spec }, columns)
  const matrix = zeros(spec.expr.length, columns.length)
  spec.expr.forEach((row, i) => matrix.data.set(row, i * columns.length))
  return matrix
}

function analyseCase({ folder, run, events, confounds }: Case) {
  const info = JSON.parse(readFileSync(`${fixtures}${folder}/info.json`, 'utf8')) as Info
  const spec = specOf(info.config)
  const image = runImage(`${fixtures}${run}`)
  const table = existsSync(`${fixtures}${confounds}`) ? numberTable(confounds) : { columns: [], values: [] }
  const values = zeros(table.values.length, table.columns.length)
  table.values.forEach((row, i) => values.data.set(row, i * table.columns.length))
  const design = resolveDesign(spec, {
    scanCount: image.volumes.length,
    repetitionTimeSeconds: info.config.t_r,
    events: readEventsTable(`${fixtures}${events}`),
    ...(table.columns.length > 0 ? { confounds: { columns: table.columns, values } } : {}),
  })
  const given = existsSync(`${fixtures}${folder}/mask.nii.gz`)
    ? readNifti(`${fixtures}${folder}/mask.nii.gz`).values
    : []
  return { info, image, design, analysis: analyse(spec, image, design, Uint8Array.from(given)) }
}

describe.each(cases)("nilearn's analysis $name", (which) => {
  const { info, image, design, analysis } = analyseCase(which)
  const path = (name: string): string => `${fixtures}${which.folder}/${name}.nii.gz`
  const reference = (name: string): Float64Array => {
    const { values } = readNifti(path(name))
    return Float64Array.from(analysis.voxels, (voxel) => values[voxel] ?? Number.NaN)
  }
  const isCast = info.config.cast_to_file_type === true
  const precision = isCast ? 'float64' : image.smoothingStorage
  const statistic = ofStatistic[precision]
  const varies = Array.from(analysis.voxels, (voxel) =>
    image.volumes.some((volume) => volume[voxel] !== image.volumes[0]?.[voxel]) ? 1 : 0,
  )

  function toleranceOf(kind: string, largest: number): number {
    if (['t', 'F', 'z'].includes(kind)) return statistic * Math.max(1, largest / 30)
    if (kind === 'p') return pPerStatistic * statistic
    const shifted = kind === 'beta_constant' && precision === 'float32'
    return Math.max(ofLargest * largest, shifted ? constantOfFloat32 : 0)
  }

  function expectMap(kind: string, actual: Float64Array | undefined, expected: Float64Array): void {
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    let worst = 0
    expected.forEach((value, v) => {
      // nilearn's numbers of a constant voxel are rounding noise; ours are 0 by rule.
      if (varies[v] === 1) worst = Math.max(worst, Math.abs((actual?.[v] ?? Number.NaN) - value))
    })
    expect(worst, kind).toBeLessThanOrEqual(toleranceOf(kind, largest))
  }

  it('has its mask, columns and degrees of freedom', () => {
    const { values } = readNifti(path('mask'))
    expect(Array.from(analysis.mask)).toEqual(Array.from(values))
    expect(design.columns.map(({ name }) => name)).toEqual(info.columns)
    expect(analysis.plan.residualDf).toBe(info.df_residuals)
  })

  it('has its betas', () => {
    info.columns.forEach((name, k) => {
      if (existsSync(path(`beta_${name}`)))
        expectMap(`beta_${name}`, analysis.beta(k), reference(`beta_${name}`))
    })
  })

  it('has its dispersion and AR(1) labels', () => {
    const dispersion = Float64Array.from(analysis.fits.flatMap((fit) => Array.from(fit.dispersion)))
    expectMap('sigma2', dispersion, reference('sigma2'))
    if (!existsSync(path('rho'))) return
    const rho = analysis.fits.flatMap((fit) => Array.from(fit.noiseRho))
    const flipped = reference('rho').filter((value, v) => Math.abs(value - (rho[v] ?? Number.NaN)) > 1e-6)
    expect(flipped.length).toBe(0)
  })

  if (existsSync(path('r_squared'))) {
    it('has its R squared', () => {
      const rSquared = Float64Array.from(analysis.fits.flatMap((fit) => Array.from(fit.rSquared)))
      expectMap('r_squared', rSquared, reference('r_squared'))
    })
  }

  it.each(Object.entries(info.config.contrasts))('has its maps of the contrast %s', (name, spec) => {
    const contrast = contrastOf(spec, info.columns)
    expect(statisticDf(analysis.plan, contrast).at(-1)).toBe(info.df_residuals)
    const maps = analysis.maps(contrast, ['effect', 'variance', 't', 'F', 'p', 'z'])
    expect(maps.size).toBeGreaterThanOrEqual(4)
    for (const [kind, map] of maps) {
      expectMap(kind, map, reference(`${name}_${kind}`))
    }
  })
})
