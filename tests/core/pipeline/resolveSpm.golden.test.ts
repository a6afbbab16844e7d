import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { columnOf } from '../../../src/core/math/matrix.ts'
import { spm12Preset } from '../../../src/core/pipeline/presets.ts'
import type { PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { confoundsOf, eventsOf, numberTable, relativeDeviation } from '../design/nilearnGoldens.ts'

interface SpmInfo {
  readonly columns: readonly string[]
  readonly n_dct: number
  readonly config: {
    readonly tr: number
    readonly hpf: number
    readonly conditions?: string
    readonly derivs?: string
    readonly confounds?: readonly string[]
    readonly t?: number
    readonly t0?: number
  }
}

const folder = new URL('../../fixtures/spm12/', import.meta.url)

function specOf({ config }: SpmInfo): PipelineSpec {
  const preset = spm12Preset({ include: config.conditions?.split(',') ?? 'all', explicitRest: false })
  const microtimeResolution = config.t ?? 16
  return {
    ...preset,
    eventModel: {
      kind: 'spm12',
      hrf: 'canonical',
      derivatives: config.derivs === '1,1' ? 'time-dispersion' : 'none',
      microtimeResolution,
    },
    samplingInstant: ((config.t0 ?? 8) - 1) / microtimeResolution,
    confounds: { ...preset.confounds, columns: config.confounds ?? [] },
    highPass: { kind: 'dct-filter', cutoffSeconds: config.hpf },
  }
}

describe('designs of the stored SPM12 analyses', () => {
  it.each(readdirSync(folder).sort())('%s', (name) => {
    const info = JSON.parse(readFileSync(new URL(`${name}/info.json`, folder), 'utf8')) as SpmInfo
    const { values } = numberTable(`spm12/${name}/design_matrix.tsv`)
    const which = name.startsWith('block') ? 'block' : 'er'
    const design = resolveDesign(specOf(info), {
      scanCount: values.length,
      repetitionTimeSeconds: info.config.tr,
      events: eventsOf(which),
      confounds: confoundsOf(which),
    })
    expect(design.columns.map(({ alias }) => alias)).toEqual(info.columns)
    expect(design.filterBasis.columns).toBe(info.n_dct)
    const deviations = info.columns.map((_, j) =>
      relativeDeviation(
        columnOf(design.matrix, j),
        values.map((row) => row[j] ?? NaN),
      ),
    )
    // Both in double precision, differing in the order of sums: measured 5.3e-14.
    expect(Math.max(...deviations)).toBeLessThan(1e-9)
  })
})
