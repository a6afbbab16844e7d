import { readFileSync } from 'node:fs'
import type { MatValue } from '../../src/core/formats/matValue.ts'
import { confoundsOf, eventsOf, numberTable } from '../core/design/nilearnGoldens.ts'
import { matBytes, matCell, matNumbers, matStruct, matText } from './matWriter.ts'

interface CaseInfo {
  readonly columns: readonly string[]
  readonly gSF: number
  readonly rg: readonly number[]
  readonly erdf: number
  readonly contrasts: Readonly<Record<string, readonly number[]>>
  readonly config: {
    readonly tr: number
    readonly hpf: number
    readonly cvi: string
    readonly conditions?: string
    readonly derivs?: string
    readonly confounds?: readonly string[]
    readonly t?: number
    readonly t0?: number
    readonly global?: 'Scaling'
  }
}

/** The fields of SPM, to change one before it is written. */
export type SpmFields = Record<string, MatValue>

const bases: Readonly<Record<string, readonly [name: string, order: number]>> = {
  '0,0': ['hrf', 1],
  '1,0': ['hrf (with time derivative)', 2],
  '1,1': ['hrf (with time and dispersion derivatives)', 3],
}

/** Values of columns, one after the other. */
function columnMajor(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).flatMap((_, j) => rows.map((row) => row[j] ?? NaN))
}

/** SPM as SPM12 stores it, made up from what it wrote down of a stored analysis. */
export function spmFields(name: string): SpmFields {
  const folder = new URL(`../fixtures/spm12/${name}/`, import.meta.url)
  const info = JSON.parse(readFileSync(new URL('info.json', folder), 'utf8')) as CaseInfo
  const { config } = info
  const { values } = numberTable(`spm12/${name}/design_matrix.tsv`)
  const [basis, order] = bases[config.derivs ?? '0,0'] ?? ['', 0]
  const run = name.startsWith('block') ? 'sub-block' : 'sub-er'
  const scans = values.map((_, i) => `/study/${run}_task-tap_bold.nii,${i + 1}`)
  const width = Math.max(...scans.map(({ length }) => length))
  const constant = info.columns.length
  return {
    xY: matStruct({ RT: matNumbers([config.tr]), P: matText(...scans.map((scan) => scan.padEnd(width))) }),
    nscan: matNumbers([values.length]),
    xBF: matStruct({
      UNITS: matText('secs'),
      T: matNumbers([config.t ?? 16]),
      T0: matNumbers([config.t0 ?? 8]),
      name: matText(basis),
      order: matNumbers([order]),
      Volterra: matNumbers([1]),
      dt: matNumbers([config.tr / (config.t ?? 16)]),
      length: matNumbers([32]),
    }),
    Sess: matStruct(sessionOf(name, config)),
    xGX: matStruct({
      iGXcalc: matText(config.global ?? 'None'),
      GM: matNumbers([100]),
      rg: matNumbers(info.rg),
      gSF: matNumbers(info.rg.map(() => info.gSF)),
    }),
    xM: matStruct({
      gMT: matNumbers([0.8]),
      TH: matNumbers(info.rg.map((g) => g * info.gSF * 0.8)),
      I: matNumbers([0]),
      VM: matNumbers([]),
    }),
    xX: matStruct({
      X: matNumbers(columnMajor(values), values.length),
      name: matCell(...info.columns.map((column) => matText(column))),
      iC: matNumbers(info.columns.slice(0, -1).map((_, j) => j + 1)),
      iB: matNumbers([constant]),
      iG: matNumbers([]),
      K: matStruct({ HParam: matNumbers([config.hpf]) }),
      erdf: matNumbers([info.erdf]),
    }),
    xVi: matStruct({ form: matText(form(config.cvi)), h: matNumbers([]) }),
    SPMid: matText('SPM12: spm_spm (v7738)'),
    xCon: matStruct(
      ...Object.entries(info.contrasts).map(([contrast, weights]) => ({
        name: matText(contrast),
        STAT: matText('T'),
        c: matNumbers(weights),
      })),
    ),
  }
}

function form(cvi: string): string {
  return cvi === 'none' ? 'i.i.d' : cvi === 'AR(1)' ? 'AR(0.2)' : cvi
}

function sessionOf(name: string, config: CaseInfo['config']): Record<string, MatValue> {
  const run = name.startsWith('block') ? 'block' : 'er'
  const events = eventsOf(run)
  const types = config.conditions?.split(',') ?? [...new Set(events.map(({ trialType }) => trialType))].sort()
  const confounds = confoundsOf(run)
  const regressors = (config.confounds ?? []).map((confound) => {
    const j = confounds.columns.indexOf(confound)
    const { rows, columns, data } = confounds.values
    return Array.from({ length: rows }, (_, i) => data[i * columns + j] ?? NaN)
  })
  const rows = confounds.values.rows
  return {
    U: matStruct(
      ...types.map((type) => {
        const own = events.filter(({ trialType }) => trialType === type)
        return {
          name: matCell(matText(type)),
          ons: matNumbers(own.map(({ onset }) => onset)),
          dur: matNumbers(own.map(({ duration }) => duration)),
          orth: matNumbers([1]),
          P: matStruct({ name: matText('none'), h: matNumbers([0]) }),
        }
      }),
    ),
    C: matStruct({
      C: regressors.length === 0 ? matNumbers([]) : matNumbers(regressors.flat(), rows),
      name: matCell(...regressors.map((_, j) => matText(`R${j + 1}`))),
    }),
  }
}

/** Those fields as an SPM.mat. */
export function spmMatBytes(fields: SpmFields): Uint8Array {
  return matBytes({ SPM: matStruct(fields) }, { littleEndian: true, compressed: true })
}

/** A structure with some of its fields replaced, in its first element. */
export function withFields(value: MatValue | undefined, fields: SpmFields): MatValue {
  if (value?.kind !== 'struct') throw new Error('not a structure')
  const [first = new Map<string, MatValue>(), ...others] = value.elements
  const names = [...new Set([...value.fieldNames, ...Object.keys(fields)])]
  return {
    ...value,
    fieldNames: names,
    elements: [new Map([...first, ...Object.entries(fields)]), ...others],
  }
}
