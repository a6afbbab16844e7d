import type { Finding } from '../finding.ts'
import type { HeaderTr } from './niftiTr.ts'
import { shortNumber, warning } from './refuse.ts'

export type TrSource = 'sidecar' | 'header' | 'user'

/** Everything that states a repetition time; files are named in findings. */
export interface TrStatements {
  readonly header: HeaderTr
  readonly headerFile: string
  /** Seconds in the sidecar, if there is one that gives a number. */
  readonly sidecarSeconds?: number
  readonly sidecarFile?: string
  /** What the user entered or chose, or a session recorded. */
  readonly chosen?: { readonly seconds: number; readonly source: TrSource }
}

/** The repetition time to use, or the reason why the user must be asked. */
export type TrDecision =
  | {
      readonly kind: 'known'
      readonly seconds: number
      readonly source: TrSource
      /** The other statement, offered where it differs by more than 1 ms. */
      readonly alternative?: { readonly seconds: number; readonly source: 'sidecar' | 'header' }
      readonly findings: readonly Finding[]
    }
  | { readonly kind: 'ask'; readonly reason: string }

/** Differences up to this many seconds are rounding. */
const toleranceSeconds = 1e-3

/**
 * Decides the repetition time: the user's choice, else the sidecar's, else the header's. Where sidecar and header
 * differ by more than 1 ms the sidecar is kept, a finding gives both and the header's is offered. Asks where
 * neither states one (docs/session-format.md, "Repetition time").
 */
export function decideRepetitionTime(statements: TrStatements): TrDecision {
  const { chosen, sidecarSeconds } = statements
  const headerSeconds = statements.header.kind === 'known' ? statements.header.seconds : undefined
  if (chosen !== undefined && isUsable(chosen.seconds)) return { kind: 'known', ...chosen, findings: [] }
  if (sidecarSeconds !== undefined && isUsable(sidecarSeconds)) {
    const known = { kind: 'known', seconds: sidecarSeconds, source: 'sidecar' } as const
    const file = statements.sidecarFile ?? statements.headerFile
    const doubts = implausible(sidecarSeconds, file)
    if (headerSeconds === undefined || Math.abs(headerSeconds - sidecarSeconds) <= toleranceSeconds) {
      return { ...known, findings: doubts }
    }
    return {
      ...known,
      alternative: { seconds: headerSeconds, source: 'header' },
      findings: [...doubts, disagreement(sidecarSeconds, headerSeconds, statements.headerFile)],
    }
  }
  if (headerSeconds === undefined) return { kind: 'ask', reason: whyAsk(statements.header) }
  return {
    kind: 'known',
    seconds: headerSeconds,
    source: 'header',
    findings: implausible(headerSeconds, statements.headerFile),
  }
}

function isUsable(seconds: number): boolean {
  return Number.isFinite(seconds) && seconds > 0
}

function disagreement(sidecar: number, header: number, file: string): Finding {
  return warning({
    code: 'tr-differs',
    file,
    message: `TR: sidecar ${shortNumber(sidecar)} s, header ${shortNumber(header)} s. Kept ${shortNumber(sidecar)} s.`,
    remedy: `Use the header’s ${shortNumber(header)} s instead if the sidecar is wrong; a wrong TR shifts every regressor.`,
  })
}

function implausible(seconds: number, file: string): readonly Finding[] {
  if (seconds >= 0.05 && seconds <= 100) return []
  return [
    warning({
      code: 'tr-implausible',
      file,
      message: `The TR is ${shortNumber(seconds)} s, which no fMRI run has.`,
      remedy: 'It is used as stated; enter the right one if it was meant in other units.',
    }),
  ]
}

function whyAsk(header: HeaderTr): string {
  if (header.kind === 'known') return 'No repetition time is known.'
  const stated = shortNumber(header.stated)
  switch (header.reason) {
    case 'zero':
      return 'The header gives a TR of 0 s, and there is no sidecar that gives one.'
    case 'negative':
      return `The header gives a TR of ${stated}, and there is no sidecar that gives one.`
    case 'not-a-number':
      return 'The header’s TR is not a number, and there is no sidecar that gives one.'
    case 'large-without-units':
      return `The header gives a TR of ${stated} without saying whether in ms or s, and there is no sidecar.`
    case 'not-a-time':
      return 'The header’s fourth axis is not counted in time, and there is no sidecar that gives a TR.'
  }
}
