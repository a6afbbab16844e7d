import type { AppState, Companions, KnownFile } from './appState.ts'
import type { RunImage } from './assembleRun.ts'
import { memoizeLast } from './memo.ts'

/** The files of a run, its image first, each with what it was taken for and what is in it. */
export function filesOfRun(image: RunImage, companions: Companions): KnownFile[] {
  const { dims } = image.summary.grid
  const bold: KnownFile = {
    name: image.fileName ?? image.summary.name,
    role: 'bold',
    summary: `${dims.join('×')} · ${String(image.summary.scanCount)} vol`,
  }
  const { mask } = companions
  return [
    bold,
    ...tables(companions),
    ...(mask === null
      ? []
      : [{ name: mask.name, role: 'mask' as const, summary: `${String(mask.voxelCount)} voxels` }]),
  ]
}

/** The files there are for the Data panel: the run's, or those that wait for a run. */
export function dataFiles({ run, waiting }: Pick<AppState, 'run' | 'waiting'>): readonly KnownFile[] {
  return run === null ? waitingFiles(waiting) : run.files
}

/** Images and sessions say what is in them once there is a run to read them for. */
const waitingFiles = memoizeLast((waiting: Companions): readonly KnownFile[] => {
  const { mask, anatomy, session } = waiting
  const unread = (name: string | null, role: KnownFile['role']): KnownFile[] =>
    name === null ? [] : [{ name, role, summary: 'read with the run' }]
  return [
    ...tables(waiting),
    ...unread(mask?.name ?? null, 'mask'),
    ...unread(anatomy, 'anatomy'),
    ...unread(session, 'session'),
  ]
})

function tables({ events, sidecar, confounds }: Companions): KnownFile[] {
  const files: (KnownFile | null)[] = [
    events && { name: events.name, role: 'events', summary: eventCounts(events.table.events) },
    sidecar && { name: sidecar.name, role: 'sidecar', summary: sidecarSummary(sidecar.sidecar) },
    confounds && {
      name: confounds.name,
      role: 'confounds',
      summary: `${String(confounds.table.columns.length)} columns`,
    },
  ]
  return files.filter((file) => file !== null)
}

function eventCounts(events: readonly { readonly trialType: string }[]): string {
  const counts = new Map<string, number>()
  for (const { trialType } of events) counts.set(trialType, (counts.get(trialType) ?? 0) + 1)
  return [...counts].map(([type, count]) => `${String(count)} ${type}`).join(', ')
}

function sidecarSummary(sidecar: NonNullable<Companions['sidecar']>['sidecar']): string {
  const seconds = sidecar.repetitionTimeSeconds
  return seconds === undefined ? 'no repetition time' : `TR ${seconds.toFixed(2)} s`
}
