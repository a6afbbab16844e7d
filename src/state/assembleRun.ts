import type { ConfoundTable } from '../core/design/confounds.ts'
import type { Finding } from '../core/finding.ts'
import { checkConfoundsRows, type ConfoundsTable } from '../core/formats/confoundsTable.ts'
import { checkEventsAgainstRun } from '../core/formats/eventsAgainstRun.ts'
import { decideRepetitionTime, type TrDecision } from '../core/formats/repetitionTime.ts'
import { fromColumns } from '../core/math/matrix.ts'
import type { Companions, LoadedRun, RepetitionTime } from './appState.ts'
import { filesOfRun } from './knownFiles.ts'

/** The part of a run that its image alone decides. */
export type RunImage = Pick<LoadedRun, 'id' | 'summary' | 'fileName' | 'images' | 'isSample' | 'sha256'>

/** A run with all that follows from its companions. */
export interface AssembledRun {
  readonly run: LoadedRun
  readonly findings: readonly Finding[]
}

/**
 * The run as its image, its companions and the user's choice of TR make it. Throws a Refusal when events or confounds
 * belong to another run.
 */
export function assembleRun(
  image: RunImage,
  companions: Companions,
  chosen: RepetitionTime | null,
): AssembledRun {
  const { summary } = image
  const decision = repetitionTimeOf(image, companions, chosen)
  const repetitionTime =
    decision.kind === 'known' ? { seconds: decision.seconds, source: decision.source } : null
  const { events, confounds } = companions
  if (confounds !== null) checkConfoundsRows(confounds.table, summary.scansInFile, confounds.name)
  const eventFindings =
    events === null || repetitionTime === null
      ? []
      : checkEventsAgainstRun(
          events.table.events,
          {
            runSeconds: summary.scanCount * repetitionTime.seconds,
            repetitionTimeSeconds: repetitionTime.seconds,
            isHeaderTrAlone: repetitionTime.source === 'header' && chosen === null,
          },
          events.name,
        )
  return {
    run: {
      ...image,
      companions,
      files: filesOfRun(image, companions),
      repetitionTime,
      chosenRepetitionTime: chosen,
      otherRepetitionTime: decision.kind === 'known' ? (decision.alternative ?? null) : null,
      events: events?.table.events ?? null,
      confounds: confounds === null ? null : confoundTable(confounds.table, summary.scanCount),
    },
    findings: [
      ...summary.findings,
      ...(decision.kind === 'known' ? decision.findings : [askedFor(decision.reason, image)]),
      ...(companions.sidecar?.sidecar.findings ?? []),
      ...(events?.table.findings ?? []),
      ...eventFindings,
      ...(confounds?.table.findings ?? []),
    ],
  }
}

function repetitionTimeOf(
  image: RunImage,
  companions: Companions,
  chosen: RepetitionTime | null,
): TrDecision {
  const { sidecar } = companions
  const seconds = sidecar?.sidecar.repetitionTimeSeconds
  return decideRepetitionTime({
    header: image.summary.headerTr,
    headerFile: image.fileName ?? image.summary.name,
    ...(seconds === undefined ? {} : { sidecarSeconds: seconds }),
    ...(sidecar === null ? {} : { sidecarFile: sidecar.name }),
    ...(chosen === null ? {} : { chosen }),
  })
}

function askedFor(reason: string, image: RunImage): Finding {
  return {
    code: 'tr-asked',
    severity: 'warning',
    ...(image.fileName === null ? {} : { file: image.fileName }),
    message: reason,
    remedy: 'Enter the repetition time under Data, or add the sidecar of the run.',
  }
}

/** The rows of the scans that were read. */
function confoundTable(table: ConfoundsTable, scanCount: number): ConfoundTable {
  return {
    columns: table.columns.map(({ name }) => name),
    values: fromColumns(
      scanCount,
      table.columns.map(({ values }) => values.slice(0, scanCount)),
    ),
  }
}
