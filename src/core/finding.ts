/** How serious a finding is: an error refuses something, a warning was kept but is doubtful, a note informs. */
export type Severity = 'error' | 'warning' | 'note'

/**
 * Something the user must or may know about an input or a setting. Text only: never markup.
 * `message` is one sentence with the facts (both values where two disagree); `remedy` says what was done or can be done.
 */
export interface Finding {
  /** Stable identifier in kebab case, such as 'tr-differs'. */
  readonly code: string
  readonly severity: Severity
  /** File name the finding is about, when there is one. */
  readonly file?: string
  /** 1-based line in that file. */
  readonly line?: number
  readonly message: string
  readonly remedy: string
  /** Of a run that needs too much memory. */
  readonly fits?: FitsInMemory
}

/** What of a run would fit into the memory that may be taken. */
export interface FitsInMemory {
  /** So many of its scans would do. */
  readonly scans: number
  readonly ofScans: number
  /** Whether its brain's voxels have been counted, or are guessed. */
  readonly isBrainCounted: boolean
  /** Its voxels in so many groups, of which one is held at a time; null where these are too many to be of use. */
  readonly groups: number | null
}

/** A refusal: thrown at the door with the finding that explains it, caught exactly once. */
export class Refusal extends Error {
  readonly finding: Finding

  constructor(finding: Finding) {
    super(`${finding.message} ${finding.remedy}`)
    this.name = 'Refusal'
    this.finding = finding
  }
}
