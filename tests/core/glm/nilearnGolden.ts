import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { contrastRows } from '../../../src/core/contrast/weights.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { zeros, type Matrix } from '../../../src/core/math/matrix.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { analyse, type Analysis, type RunImage } from '../../support/nilearnAnalysis.ts'
import { readEventsTable, runImage, specOf, type NilearnConfig } from '../../support/nilearnCase.ts'
import { readNifti } from '../../support/readNifti.ts'
import { numberTable } from '../design/nilearnGoldens.ts'

const fixtures = new URL('../../fixtures/', import.meta.url).pathname

/** A folder of what nilearn computed, with where its run is; paths are within the fixtures. */
export interface NilearnFolder {
  readonly name: string
  readonly folder: string
  readonly run: string
  readonly events: string
  readonly confounds: string
}

function simulatedCase(name: string): NilearnFolder {
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
function tinyCase(name: string): NilearnFolder {
  const folder = `nilearn-more/${name}`
  const info = JSON.parse(readFileSync(`${fixtures}${folder}/info.json`, 'utf8')) as Pick<
    NilearnFolder,
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

/** Every folder that nilearn left. */
export const nilearnFolders = [
  ...readdirSync(`${fixtures}nilearn`).map(simulatedCase),
  ...tinyNames.map(tinyCase),
]

interface Info {
  readonly columns: readonly string[]
  readonly df_residuals: number
  readonly config: NilearnConfig
}

/** The rows of a stored contrast. */
export function contrastOf(spec: NilearnConfig['contrasts'][string], columns: readonly string[]): Matrix {
  if (typeof spec === 'string') return contrastRows({ kind: 'expression', text: spec }, columns)
  const matrix = zeros(spec.expr.length, columns.length)
  spec.expr.forEach((row, i) => matrix.data.set(row, i * columns.length))
  return matrix
}

/** A stored analysis beside ours of the same run. */
export interface NilearnGolden {
  readonly info: Info
  readonly image: RunImage
  readonly design: Design
  readonly analysis: Analysis
  /** 1 for voxels of the mask that change over time: nilearn's numbers of the others are rounding noise, ours 0 by rule. */
  readonly varies: readonly number[]
  /** Whether nilearn computes this run in single or in double precision. */
  readonly precision: 'float32' | 'float64'
  /** Path of one of its images. */
  readonly path: (image: string) => string
  /** An image's values in the voxels of the mask. */
  readonly reference: (image: string) => Float64Array
  /** An image's values. */
  readonly wholeImage: (image: string) => Float64Array
}

/** Analyses the run of a folder as its info.json says. */
export function analyseFolder({ folder, run, events, confounds }: NilearnFolder): NilearnGolden {
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
  const analysis = analyse(spec, image, design, Uint8Array.from(given))
  const path = (name: string): string => `${fixtures}${folder}/${name}.nii.gz`
  return {
    info,
    image,
    design,
    analysis,
    varies: Array.from(analysis.voxels, (voxel) =>
      image.volumes.some((volume) => volume[voxel] !== image.volumes[0]?.[voxel]) ? 1 : 0,
    ),
    precision: info.config.cast_to_file_type === true ? 'float64' : image.smoothingStorage,
    path,
    reference: (name) => {
      const { values } = readNifti(path(name))
      return Float64Array.from(analysis.voxels, (voxel) => values[voxel] ?? Number.NaN)
    },
    wholeImage: (name) => readNifti(path(name)).values,
  }
}
