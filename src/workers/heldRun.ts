import type { MaskSpec } from '../core/pipeline/pipelineSpec.ts'
import type { RawVolumes } from '../core/volume/rawVolumes.ts'
import type { DataSettings, MaskResult, RunSummary } from '../protocol/runContract.ts'
import { dataSource, dataStatistics, storageOf, type DataSource, type DataStatistics } from './dataSource.ts'
import type { Checkpoint } from './jobs.ts'
import { runMask } from './runMask.ts'

/** The run in memory with what has been found out about it; nothing is computed twice. */
export interface HeldRun {
  readonly summary: RunSummary
  readonly raw: RawVolumes
  source(settings: DataSettings): DataSource
  statistics(settings: DataSettings): Promise<DataStatistics>
  mask(spec: MaskSpec, settings: DataSettings): Promise<MaskResult>
  /** Sets the mask for `mask: { kind: 'file' }`: 1 inside, file order. */
  setFileMask(name: string, mask: Uint8Array): void
}

const noCheckpoint: Checkpoint = () => Promise.resolve()

/** A run that has just been read. */
export function holdRun(summary: RunSummary, raw: RawVolumes): HeldRun {
  const statistics = new Map<string, Promise<DataStatistics>>()
  const masks = new Map<string, Promise<MaskResult>>()
  const fileMasks = new Map<string, Uint8Array>()

  const source = (settings: DataSettings): DataSource => dataSource(raw, summary.grid, settings)

  const statisticsOf = (settings: DataSettings): Promise<DataStatistics> =>
    once(statistics, sourceKey(settings), () => dataStatistics(source(settings), noCheckpoint))

  const unsmoothed = (settings: DataSettings): DataSettings => ({ ...settings, smoothing: { fwhmMm: 0 } })

  return {
    summary,
    raw,
    source,
    statistics: statisticsOf,
    mask: (spec, settings) =>
      once(masks, `${sourceKey(settings)}|${JSON.stringify(spec)}`, async () => {
        const { moments } = await statisticsOf(unsmoothed(settings))
        return runMask(spec, {
          unsmoothed: { dims: raw.dims, mean: moments.strictMean, storage: storageOf(raw) },
          source: source(settings),
          statistics: await statisticsOf(settings),
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
