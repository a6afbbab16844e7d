import type { Finding } from '../core/finding.ts'
import type { ImageFiles, Inspected, MapImage, RunFiles } from '../protocol/runContract.ts'
import type { Companions, Message } from './appState.ts'
import type { DroppedModels } from './takeModels.ts'
import { fileMessage, message } from './messages.ts'

/** The files of one drop by what they are for. */
export interface SortedFiles {
  readonly bold: RunFiles | null
  readonly events: Companions['events']
  readonly sidecar: Companions['sidecar']
  readonly confounds: Companions['confounds']
  readonly mask: ImageFiles | null
  readonly anatomy: ImageFiles | null
  readonly session: { readonly name: string; readonly text: string } | null
  readonly maps: readonly MapImage[]
  readonly models: DroppedModels
  /** Names of the files that are not used. */
  readonly unused: readonly string[]
  readonly messages: readonly Message[]
}

type Kind = Exclude<Inspected['kind'], 'refused'>
type Item<K extends Kind> = Extract<Inspected, { readonly kind: K }>

/**
 * Sorts what was dropped together. Of several runs the first is opened and the others are offered; of several companions
 * of a kind the one whose name is closest to the run's counts, and the others are named.
 */
export function sortFiles(inspected: readonly Inspected[]): SortedFiles {
  const of = <K extends Kind>(kind: K): Item<K>[] =>
    inspected.filter((item): item is Item<K> => item.kind === kind)
  const [bold = null, ...otherRuns] = of('bold')
  const runName = bold?.file.name ?? ''
  const left: Finding[] = []
  const pick = <K extends Kind>(kind: K): Item<K> | null => {
    const [best = null, ...others] = of(kind).toSorted(
      (a, b) => sharedStart(nameOf(b), runName) - sharedStart(nameOf(a), runName),
    )
    if (best !== null) left.push(...others.map((other) => severalOfAKind(kind, nameOf(other), nameOf(best))))
    return best
  }
  const refused = inspected.filter((item) => item.kind === 'refused')
  const picked = {
    events: pick('events'),
    sidecar: pick('sidecar'),
    confounds: pick('confounds'),
    mask: pick('mask'),
    anatomy: pick('anatomy'),
    session: pick('session'),
  }
  return {
    bold,
    ...picked,
    maps: of('map').map(({ map }) => map),
    models: {
      spm: pick('spm-mat'),
      designs: of('design').map(({ table }) => table),
      contrasts: of('design-contrasts').flatMap(({ contrasts }) => contrasts),
    },
    unused: [
      ...refused.map(({ name }) => name),
      ...left.flatMap(({ file }) => file ?? []),
      ...otherRuns.map(nameOf),
    ],
    messages: [
      ...refused.map(({ finding }) => fileMessage(finding)),
      ...otherRuns.map(({ file }) => oneRunOnly(file, runName)),
      ...left.map((finding) => message(finding, 'files')),
    ],
  }
}

function nameOf(item: Inspected): string {
  return 'file' in item ? item.file.name : item.name
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
