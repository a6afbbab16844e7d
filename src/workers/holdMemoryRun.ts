import type { RawVolumes } from '../core/volume/rawVolumes.ts'
import type { RunSummary } from '../protocol/runContract.ts'
import { asInFile, holdRun, quietPass, type HeldRun } from './heldRun.ts'
import type { Checkpoint } from './jobs.ts'
import { modelledScans } from './modelledScans.ts'
import { findStatistics } from './runStatistics.ts'
import { memoryScans } from './scanSource.ts'

/** A run that is in memory without any file. */
export async function holdMemoryRun(
  summary: RunSummary,
  raw: RawVolumes,
  checkpoint: Checkpoint,
): Promise<HeldRun> {
  const source = memoryScans(raw)
  const scans = modelledScans(source, summary.grid, asInFile)
  const guess = { kind: 'first-scans', storage: source.storage, afford: () => undefined } as const
  return holdRun({
    cutter: null,
    summary,
    source,
    statistics: await findStatistics(scans, guess, { ...quietPass, checkpoint }),
  })
}
