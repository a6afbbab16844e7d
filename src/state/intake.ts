import type { Finding } from '../core/finding.ts'
import type { Inspected } from '../protocol/runContract.ts'
import type { Companions, Message } from './appState.ts'
import { message } from './messages.ts'

/** The files of one drop by what they are for. */
export interface SortedFiles {
  readonly bold: File | null
  /** Further runs of the drop: only one is open at a time. */
  readonly otherRuns: readonly File[]
  readonly events: Companions['events']
  readonly sidecar: Companions['sidecar']
  readonly confounds: Companions['confounds']
  readonly mask: File | null
  readonly session: { readonly name: string; readonly text: string } | null
  readonly messages: readonly Message[]
}

/**
 * Sorts what was dropped together. Of several runs the first is opened; of several companions of a kind the one whose
 * name is closest to the run's counts, and the others are named.
 */
export function sortFiles(inspected: readonly Inspected[]): SortedFiles {
  const [bold = null, ...otherRuns] = inspected.flatMap((item) => (item.kind === 'bold' ? [item.file] : []))
  const runName = bold?.name ?? ''
  const left: Finding[] = []
  const pick = <T>(kind: Inspected['kind'], items: readonly Named<T>[]): T | null => {
    const [best, ...others] = items.toSorted(
      (a, b) => sharedStart(b.name, runName) - sharedStart(a.name, runName),
    )
    left.push(...others.map((other) => severalOfAKind(kind, other.name, best?.name ?? '')))
    return best?.value ?? null
  }
  const session = inspected.flatMap((item) => (item.kind === 'session' ? [named(item.name, item)] : []))
  return {
    bold,
    otherRuns,
    events: pick(
      'events',
      inspected.flatMap((item) => (item.kind === 'events' ? [named(item.name, item)] : [])),
    ),
    sidecar: pick(
      'sidecar',
      inspected.flatMap((item) => (item.kind === 'sidecar' ? [named(item.name, item)] : [])),
    ),
    confounds: pick(
      'confounds',
      inspected.flatMap((item) => (item.kind === 'confounds' ? [named(item.name, item)] : [])),
    ),
    mask: pick(
      'mask',
      inspected.flatMap((item) => (item.kind === 'mask' ? [named(item.file.name, item.file)] : [])),
    ),
    session: pick('session', session),
    messages: [
      ...inspected.flatMap((item) => (item.kind === 'refused' ? [message(item.finding, 'files')] : [])),
      ...otherRuns.map((file) => oneRunOnly(file, runName)),
      ...left.map((finding) => message(finding, 'files')),
    ],
  }
}

interface Named<T> {
  readonly name: string
  readonly value: T
}

function named<T>(name: string, value: T): Named<T> {
  return { name, value }
}

/** How many characters two names share from their beginning: BIDS names of one run share subject, task and run. */
function sharedStart(a: string, b: string): number {
  let count = 0
  while (count < a.length && a[count] === b[count]) count++
  return count
}

function oneRunOnly(file: File, opened: string): Message {
  const finding: Finding = {
    code: 'two-runs',
    severity: 'warning',
    file: file.name,
    message: `Two runs were added; one run can be open at a time, and ${opened} is.`,
    remedy: 'Open this one instead, or add it alone with its events.',
  }
  return message(finding, 'files', { kind: 'open-instead', fileName: file.name })
}

function severalOfAKind(kind: string, name: string, used: string): Finding {
  return {
    code: 'two-of-a-kind',
    severity: 'warning',
    file: name,
    message: `Several files are ${kind === 'events' ? 'events tables' : `of the kind ${kind}`}; ${used} is used.`,
    remedy: 'Add the one that belongs to the run alone to use it instead.',
  }
}
