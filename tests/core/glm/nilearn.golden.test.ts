import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { statisticDf } from '../../../src/core/contrast/statistics.ts'
import { readNifti } from '../../support/readNifti.ts'
import { analyseFolder, contrastOf, nilearnFolders } from './nilearnGolden.ts'

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

describe.each(nilearnFolders)("nilearn's analysis $name", (which) => {
  const { info, design, analysis, varies, precision, path, reference } = analyseFolder(which)
  const statistic = ofStatistic[precision]

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
