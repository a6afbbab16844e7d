import * as v from 'valibot'
import type { MapKind } from '../contrast/mapKind.ts'
import type { ContrastSpec } from '../contrast/contrastSpec.ts'
import type { StimulusEvent } from '../design/event.ts'
import type { Finding } from '../finding.ts'
import { isRecord, parseJsonObject } from '../formats/jsonObject.ts'
import { listed, quoted, refusal, warning } from '../formats/refuse.ts'
import type { PipelineSpec } from './pipelineSpec.ts'
import { sessionSchema } from './sessionSchema.ts'

/** Hints by which the run of a session can be found again; never data. */
export interface SessionRun {
  readonly boldName?: string
  /** SHA-256 of the file's bytes as dropped, in lower-case hexadecimal. */
  readonly boldSha256?: string
  readonly repetitionTime?: { readonly seconds: number; readonly source: 'sidecar' | 'header' | 'user' }
  /** Initial volumes left out; 0 where absent. */
  readonly discardScans?: number
  /** Only where the user edited them. */
  readonly events?: readonly StimulusEvent[]
}

export interface SessionView {
  readonly map?: MapKind
  readonly thresholdAbs?: number
  readonly thresholdOn?: 't' | 'shown'
  readonly units?: 'percent-of-voxel-mean' | 'as-estimated'
  readonly crosshairMm?: readonly [number, number, number]
}

/** A map from a file that a pane shows: what finds it again, never its voxels. */
export interface SessionMap {
  readonly name: string
  /** SHA-256 of the file's bytes, in lower-case hexadecimal. */
  readonly sha256: string
  /** What it was taken for. */
  readonly kind: string
}

/** Two pipelines, their contrasts and the view, as a `*.glmscope.json` file holds them (docs/session-format.md). */
export interface Session {
  readonly format: 'glmscope-session'
  readonly version: 1
  readonly run?: SessionRun
  readonly pipelines: { readonly a: PipelineSpec; readonly b: PipelineSpec }
  readonly contrasts: { readonly a: ContrastSpec; readonly b: ContrastSpec }
  readonly namedContrasts?: readonly { readonly name: string; readonly contrast: ContrastSpec }[]
  /** Panes that show maps from files in place of a fit. */
  readonly maps?: { readonly a?: readonly SessionMap[]; readonly b?: readonly SessionMap[] }
  readonly view?: SessionView
}

/** A parsed session and what is doubtful about its file. */
export interface ParsedSession {
  readonly session: Session
  readonly findings: readonly Finding[]
}

/** Longest session text that is read or written, in characters. */
export const maxSessionCharacters = 10_000_000

/**
 * Parses the text of a session file. Unknown fields are kept and named in a finding; keys that could reach an
 * object's prototype are left out. Throws a Refusal that names the field for anything that is not a session of
 * version 1, or longer than 10 MB.
 */
export function parseSession(text: string, fileName = 'session'): ParsedSession {
  const { value, droppedKeys } = parseJsonObject(text, fileName, maxSessionCharacters)
  checkKind(value, fileName)
  const result = v.safeParse(sessionSchema, value)
  if (!result.success) throw invalidField(result.issues[0], fileName)
  const known: Session = result.output
  const unknown = unknownFields(value, known)
  return {
    // The schema transforms nothing: the value itself is the session, with its unknown fields.
    session: value as unknown as Session,
    findings: [
      ...fieldFindings('session-unknown-fields', unknown, fileName),
      ...fieldFindings('session-unsafe-fields', droppedKeys, fileName),
    ],
  }
}

/** The text of a session file, as `parseSession` reads it; throws a Refusal if it would be longer than 10 MB. */
export function writeSession(session: Session): string {
  const text = `${withShortLists(JSON.stringify(session, null, 2))}\n`
  if (text.length <= maxSessionCharacters) return text
  throw refusal({
    code: 'session-too-large',
    message: `The session would have ${text.length} characters, more than the ${maxSessionCharacters} that can be read again.`,
    remedy: 'Undo edits of events, or keep fewer named contrasts.',
  })
}

/** Lists of numbers on one line each. Strings are safe: JSON never breaks a line inside one. */
function withShortLists(json: string): string {
  return json.replaceAll(/\[\n\s*-?\d[-+.,\deE\s]*\n\s*\]/g, (list) => list.replaceAll(/\s+/g, ' '))
}

function checkKind(value: Readonly<Record<string, unknown>>, file: string): void {
  if (value['format'] !== 'glmscope-session') {
    throw refusal({
      code: 'not-a-session',
      file,
      message: 'The file is not a GLMscope session: its field format is not “glmscope-session”.',
      remedy: 'Drop a file that was saved with “Save session”.',
    })
  }
  const version = value['version']
  if (version === 1) return
  throw refusal({
    code: 'session-version',
    file,
    message: `The session’s version is ${version === undefined ? 'not stated' : quoted(JSON.stringify(version))}, but only version 1 is read here.`,
    remedy: 'Open it with the release of GLMscope that saved it, or a later one.',
  })
}

function invalidField(issue: v.BaseIssue<unknown>, file: string): Error {
  const path = v.getDotPath(issue) ?? 'the session'
  const expected = issue.expected === null ? '' : `; expected ${issue.expected}`
  return refusal({
    code: 'session-field',
    file,
    message: `The field ${path.slice(0, 120)} is ${quoted(issue.received)}${expected.slice(0, 160)}.`,
    remedy: 'Correct the field in a text editor, or save the session again.',
  })
}

/** Paths of what stands in the file but not in the schema's output. */
function unknownFields(given: unknown, known: unknown, path = ''): string[] {
  if (Array.isArray(given) && Array.isArray(known)) {
    return given.flatMap((item, i) => unknownFields(item, known[i], `${path}[${i}]`))
  }
  if (!isRecord(given) || !isRecord(known)) return []
  return Object.entries(given).flatMap(([key, item]) => {
    const at = path === '' ? key : `${path}.${key}`
    return Object.hasOwn(known, key) ? unknownFields(item, known[key], at) : [at]
  })
}

function fieldFindings(
  code: 'session-unknown-fields' | 'session-unsafe-fields',
  fields: readonly string[],
  file: string,
): readonly Finding[] {
  if (fields.length === 0) return []
  const unsafe = code === 'session-unsafe-fields'
  return [
    warning({
      code,
      file,
      message: `The session has fields that ${unsafe ? 'no session may have' : 'are not known here'}: ${listed(fields.map(quoted))}.`,
      remedy: unsafe
        ? 'They were left out; do not trust the file without knowing who made it.'
        : 'They change nothing and are kept when the session is saved; a later release may use them.',
    }),
  ]
}
