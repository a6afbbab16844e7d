import type { MaskSpec } from '../core/pipeline/pipelineSpec.ts'
import type { RawVolumes } from '../core/volume/rawVolumes.ts'
import type { DataSettings, MaskResult, RunSummary } from '../protocol/runContract.ts'
import { dataGlobals, dataMoments, dataSource, storageOf, type DataSource } from './dataSource.ts'
import type { RunMoments } from '../core/volume/runMoments.ts'
import type { Checkpoint } from './jobs.ts'
import { runMask } from './runMask.ts'

/** The run in memory with what has been found out about it; nothing is computed twice. */
export interface HeldRun {
  readonly summary: RunSummary
  readonly raw: RawVolumes
  source(settings: DataSettings): DataSource
  moments(settings: DataSettings): Promise<RunMoments>
  /** SPM12's global of every scan. */
  globals(settings: DataSettings): Promise<Float64Array>
  mask(spec: MaskSpec, settings: DataSettings): Promise<MaskResult>
  /** Sets the mask for `mask: { kind: 'file' }`: 1 inside, file order. */
  setFileMask(name: string, mask: Uint8Array): void
}

/** Sources kept: A's and B's, and the run as it is in the file. Smoothed ones hold all their volumes. */
const maxSources = 3

const noCheckpoint: Checkpoint = () => Promise.resolve()

/** A run that has just been read. */
export function holdRun(summary: RunSummary, raw: RawVolumes): HeldRun {
  const sources = new Map<string, DataSource>()
  const moments = new Map<string, Promise<RunMoments>>()
  const globals = new Map<string, Promise<Float64Array>>()
  const masks = new Map<string, Promise<MaskResult>>()
  const fileMasks = new Map<string, Uint8Array>()

  function source(settings: DataSettings): DataSource {
    const key = sourceKey(settings)
    const known = sources.get(key) ?? dataSource(raw, summary.grid, settings)
    sources.delete(key)
    sources.set(key, known)
    for (const oldest of sources.keys()) if (sources.size > maxSources) sources.delete(oldest)
    return known
  }

  const momentsOf = (settings: DataSettings): Promise<RunMoments> =>
    once(moments, sourceKey(settings), () => dataMoments(source(settings), noCheckpoint))

  const globalsOf = (settings: DataSettings): Promise<Float64Array> =>
    once(globals, sourceKey(settings), () => dataGlobals(source(settings), noCheckpoint))

  const unsmoothed = (settings: DataSettings): DataSettings => ({ ...settings, smoothing: { fwhmMm: 0 } })

  return {
    summary,
    raw,
    source,
    moments: momentsOf,
    globals: globalsOf,
    mask: (spec, settings) =>
      once(masks, `${sourceKey(settings)}|${JSON.stringify(spec)}`, async () => {
        const { strictMean } = await momentsOf(unsmoothed(settings))
        return runMask(spec, {
          unsmoothed: { dims: raw.dims, mean: strictMean, storage: storageOf(raw) },
          source: source(settings),
          moments: await momentsOf(settings),
          globals: () => globalsOf(settings),
          fileMask: spec.kind === 'file' ? (fileMasks.get(spec.name) ?? null) : null,
          checkpoint: noCheckpoint,
        })
      }),
    setFileMask(name, mask) {
      fileMasks.set(name, mask)
      masks.clear()
    },
  }
}

/** Scaling per volume comes after everything the source and its statistics know. */
function sourceKey({ discardScans, smoothing }: DataSettings): string {
  return `${String(discardScans)}|${String(smoothing.fwhmMm)}|${String(smoothing.castToFileType === true)}`
}

/** The promise kept under `key`, made if there is none; a failed one is not kept. */
function once<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key)
  if (known !== undefined) return known
  const made = make()
  kept.set(key, made)
  made.catch(() => kept.delete(key))
  return made
}
