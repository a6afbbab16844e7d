import { readdirSync, readFileSync } from 'node:fs'
import type { ContrastSpec } from '../../src/core/contrast/contrastSpec.ts'
import { spm12Preset } from '../../src/core/pipeline/presets.ts'
import type { PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'
import { fileFrom } from './inProcessApp.ts'
import { specOf, type NilearnConfig } from './nilearnCase.ts'
import { readNifti } from './readNifti.ts'

/** The folder of stored analyses and runs. */
export const fixtures = new URL('../fixtures/', import.meta.url).pathname

/** One contrast of a stored analysis: what to ask for, and the files of its maps without folder and extension. */
export interface ReferenceContrast {
  readonly name: string
  readonly contrast: ContrastSpec
  readonly maps: Readonly<Partial<Record<'effect' | 'variance' | 't' | 'F' | 'p' | 'z', string>>>
}

/** An analysis that another program stored, as the app would be asked for it. */
export interface ReferenceAnalysis {
  readonly name: string
  readonly folder: string
  readonly spec: PipelineSpec
  readonly contrasts: readonly ReferenceContrast[]
  /** Name of the group of files that are dropped together for it. */
  readonly data: string
}

interface NilearnInfo {
  readonly columns: readonly string[]
  readonly config: NilearnConfig
  readonly run?: string
  readonly events?: string
  readonly confounds?: string
}

function infoOf<Info>(folder: string): Info {
  return JSON.parse(readFileSync(`${fixtures}${folder}/info.json`, 'utf8')) as Info
}

function namedRow(row: readonly number[], columns: readonly string[]): Record<string, number> {
  return Object.fromEntries(row.flatMap((weight, j) => (weight === 0 ? [] : [[columns[j] ?? '', weight]])))
}

function nilearnContrasts({ config, columns }: NilearnInfo): ReferenceContrast[] {
  return Object.entries(config.contrasts).map(([name, spec]) => {
    const isExpression = typeof spec === 'string'
    const kinds = isExpression ? (['effect', 'variance', 't', 'p', 'z'] as const) : (['F', 'p', 'z'] as const)
    return {
      name,
      contrast: isExpression
        ? { kind: 'expression', text: spec }
        : { kind: 'F', rows: spec.expr.map((row) => namedRow(row, columns)) },
      maps: Object.fromEntries(kinds.map((kind) => [kind, `${name}_${kind}`])),
    }
  })
}

function dataOf(name: string): string {
  return name.startsWith('block') ? 'runs/sub-block_task-tap' : 'runs/sub-er_task-tap'
}

/** What nilearn stored of its analyses. */
export function nilearnAnalyses(): ReferenceAnalysis[] {
  return ['nilearn', 'nilearn-more'].flatMap((parent) =>
    readdirSync(`${fixtures}${parent}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => {
        const folder = `${parent}/${name}`
        const info = infoOf<NilearnInfo>(folder)
        const { run, events, confounds } = info
        return {
          name,
          folder,
          spec: specOf(info.config),
          contrasts: nilearnContrasts(info),
          data: run === undefined ? dataOf(name) : [run, events, confounds].join(' '),
        }
      }),
  )
}

interface SpmInfo {
  readonly columns: readonly string[]
  readonly contrasts: Readonly<Record<string, readonly number[]>>
  readonly config: {
    readonly hpf: number
    readonly cvi: 'none' | 'AR(1)' | 'FAST'
    readonly conditions?: string
    readonly derivs?: string
    readonly confounds?: readonly string[]
    readonly t?: number
    readonly t0?: number
    readonly global?: 'Scaling'
  }
}

const spmNoise = {
  none: { kind: 'ols' },
  'AR(1)': { kind: 'spm12-reml-ar1' },
  FAST: { kind: 'spm12-fast' },
} as const

function spmSpec({ config }: SpmInfo): PipelineSpec {
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
    intensity: { kind: 'global-100', per: config.global === 'Scaling' ? 'volume' : 'session' },
    noise: spmNoise[config.cvi],
  }
}

/** The name that the app gives a column of SPM's: `Sn(1) movement*bf(2)` is `movement_derivative`. */
function columnName(spmName: string, confounds: readonly string[]): string {
  const basis = /^Sn\(1\) (.+)\*bf\((\d)\)$/.exec(spmName)
  if (basis) return `${basis[1] ?? ''}${['', '_derivative', '_dispersion'][Number(basis[2]) - 1] ?? ''}`
  const confound = /^Sn\(1\) R(\d+)$/.exec(spmName)
  return confound ? (confounds[Number(confound[1]) - 1] ?? '') : 'constant'
}

function spmContrasts(info: SpmInfo): ReferenceContrast[] {
  const columns = info.columns.map((name) => columnName(name, info.config.confounds ?? []))
  return Object.entries(info.contrasts).map(([name, row], k) => {
    const number = String(k + 1).padStart(4, '0')
    return {
      name,
      contrast: { kind: 't', weights: namedRow(row, columns) },
      maps: { effect: `con_${number}`, t: `spmT_${number}` },
    }
  })
}

/** What SPM12 stored of its analyses. */
export function spmAnalyses(): ReferenceAnalysis[] {
  return readdirSync(`${fixtures}spm12`).map((name) => {
    const folder = `spm12/${name}`
    const info = infoOf<SpmInfo>(folder)
    return { name, folder, spec: spmSpec(info), contrasts: spmContrasts(info), data: dataOf(name) }
  })
}

/** The files to drop for an analysis; a small run's sidecar is written here because its header alone is stored. */
export function filesOf({ data, spec }: ReferenceAnalysis): File[] {
  const mask = spec.mask.kind === 'file' ? [fileFrom(`${fixtures}nilearn-more/${spec.mask.name}`)] : []
  if (!data.startsWith('runs/'))
    return [...data.split(' ').map((name) => fileFrom(`${fixtures}nilearn-more/${name}`)), ...mask]
  const endings = ['bold.nii.gz', 'events.tsv', 'bold.json', 'desc-confounds_timeseries.tsv']
  return endings.map((ending) => fileFrom(`${fixtures}${data}_${ending}`))
}

/** A stored image of an analysis: its values in file order. */
export function referenceImage({ folder }: ReferenceAnalysis, image: string): Float64Array {
  return readNifti(`${fixtures}${folder}/${image}.nii.gz`).values
}
