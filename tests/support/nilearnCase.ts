import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { StimulusEvent } from '../../src/core/design/event.ts'
import type {
  EventModelSpec,
  HighPassSpec,
  IntensitySpec,
  PipelineSpec,
} from '../../src/core/pipeline/pipelineSpec.ts'
import { voxelSizesMm } from '../../src/core/volume/affine.ts'
import type { RunImage } from './nilearnAnalysis.ts'
import { readNifti } from './readNifti.ts'

/** FirstLevelModel's arguments and contrasts, as stored with a reference case; absent keys have nilearn's defaults. */
export interface NilearnConfig {
  readonly t_r: number
  readonly slice_time_ref?: number
  readonly hrf_model?: string | null
  readonly fir_delays?: readonly number[]
  readonly drift_model?: string | null
  readonly high_pass?: number
  readonly drift_order?: number
  readonly noise_model?: 'ols' | 'ar1'
  readonly bins?: number
  readonly signal_scaling?: number | false | readonly number[]
  readonly smoothing_fwhm?: number
  readonly cast_to_file_type?: boolean
  readonly mask?: string | false
  readonly confounds?: readonly string[]
  readonly keep_trial_types?: readonly string[]
  readonly contrasts: Readonly<Record<string, string | { readonly expr: readonly (readonly number[])[] }>>
}

function eventModelOf(config: NilearnConfig): EventModelSpec {
  const grid = { oversampling: 50, minOnsetSeconds: -24 }
  const model = config.hrf_model === undefined ? 'glover' : (config.hrf_model ?? 'none')
  if (model === 'fir') return { kind: 'nilearn-fir', delaysScans: config.fir_delays ?? [0], ...grid }
  const hrf = model.startsWith('glover') ? 'glover' : model.startsWith('spm') ? 'spm' : 'none'
  const time = model.includes('derivative') ? 'time' : 'none'
  return {
    kind: 'nilearn',
    hrf,
    derivatives: model.includes('dispersion') ? 'time-dispersion' : time,
    ...grid,
  }
}

function highPassOf(config: NilearnConfig): HighPassSpec {
  if (config.drift_model === null) return { kind: 'none' }
  if (config.drift_model === 'polynomial')
    return { kind: 'polynomial-regressors', order: config.drift_order ?? 1 }
  return { kind: 'cosine-regressors', cutoffHz: config.high_pass ?? 0.01 }
}

function intensityOf(config: NilearnConfig): IntensitySpec {
  if (config.signal_scaling === false) return { kind: 'none' }
  return { kind: Array.isArray(config.signal_scaling) ? 'percent-of-grand-mean' : 'percent-of-voxel-mean' }
}

/** The pipeline of a stored configuration. */
export function specOf(config: NilearnConfig): PipelineSpec {
  const smoothing = { fwhmMm: config.smoothing_fwhm ?? 0 }
  const epi = { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 } as const
  return {
    name: 'nilearn',
    conditions: { include: config.keep_trial_types ?? 'all', explicitRest: false },
    eventModel: eventModelOf(config),
    samplingInstant: config.slice_time_ref ?? 0,
    confounds: { columns: config.confounds ?? [], centre: false, missing: 'zero' },
    highPass: highPassOf(config),
    intensity: intensityOf(config),
    mask:
      config.mask === false
        ? { kind: 'all' }
        : config.mask === undefined
          ? epi
          : { kind: 'file', name: config.mask },
    smoothing: config.cast_to_file_type === true ? { ...smoothing, castToFileType: true } : smoothing,
    noise: config.noise_model === 'ols' ? { kind: 'ols' } : { kind: 'nilearn-ar1', bins: config.bins ?? 100 },
  }
}

/** Datatype 4 (int16) and whether the header scales it. */
function storageOf(path: string): Pick<RunImage, 'meanStorage' | 'smoothingStorage'> {
  const bytes = gunzipSync(readFileSync(path))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const slope = view.getFloat32(112, true)
  const isFloat = view.getInt16(70, true) === 16
  const isScaled = !Number.isNaN(slope) && slope !== 0 && slope !== 1
  return {
    meanStorage: isFloat ? 'float32' : 'float64',
    smoothingStorage: isScaled ? 'float64' : 'float32',
  }
}

/** Reads a run for `analyse`. */
export function runImage(path: string): RunImage {
  const image = readNifti(path)
  const size = image.values.length / image.volumeCount
  return {
    dims: image.dims,
    voxelSizesMm: voxelSizesMm(Float64Array.from([...image.sform, 0, 0, 0, 1])),
    volumes: Array.from({ length: image.volumeCount }, (_, t) =>
      image.values.subarray(t * size, (t + 1) * size),
    ),
    ...storageOf(path),
  }
}

/** Events of a plain TSV with onset, duration and trial_type, modulation where there is one. */
export function readEventsTable(path: string): StimulusEvent[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const names = header.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    const event = {
      onset: Number(cell('onset')),
      duration: Number(cell('duration')),
      trialType: cell('trial_type'),
    }
    return names.includes('modulation') ? { ...event, modulation: Number(cell('modulation')) } : event
  })
}
