import { quoted, refusal } from './refuse.ts'

/** A parsed JSON object and the keys that were left out of it because they could harm. */
export interface SafeObject {
  readonly value: Readonly<Record<string, unknown>>
  readonly droppedKeys: readonly string[]
}

/** Deepest nesting that is read; a session has five levels. */
const maxDepth = 40

const dangerousKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Parses text that must be one JSON object. Keys that could reach an object's prototype are left out at every
 * level, and named. Throws a Refusal for text that is too long, not JSON, not an object, nested too deep, or
 * holding numbers too large for a double.
 */
export function parseJsonObject(text: string, fileName: string, maxCharacters: number): SafeObject {
  if (text.length > maxCharacters) {
    throw refusal({
      code: 'json-too-large',
      file: fileName,
      message: `The file has ${text.length} characters, more than the ${maxCharacters} that are read.`,
      remedy: 'Check that it is the right file: this kind holds settings only, no data.',
    })
  }
  const parsed = parsedJson(text.startsWith('\uFEFF') ? text.slice(1) : text, fileName)
  const droppedKeys: string[] = []
  const value = safeCopy(parsed, { fileName, droppedKeys, path: [] })
  if (isRecord(value)) return { value, droppedKeys }
  throw refusal({
    code: 'json-not-object',
    file: fileName,
    message: `The file holds ${kindOf(value)} instead of a JSON object.`,
    remedy: 'It must begin with { and end with }; drop the right file.',
  })
}

/** Whether a parsed value is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsedJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw refusal({
      code: text.trim() === '' ? 'json-empty' : 'json-invalid',
      file: fileName,
      message:
        text.trim() === '' ? 'The file is empty.' : `The file is not valid JSON: it begins ${quoted(text)}.`,
      remedy: 'Save it again, or check commas, quotation marks and brackets with a JSON editor.',
    })
  }
}

interface Walk {
  readonly fileName: string
  readonly droppedKeys: string[]
  readonly path: readonly (string | number)[]
}

function safeCopy(value: unknown, walk: Walk): unknown {
  if (walk.path.length > maxDepth) throw tooDeep(walk.fileName)
  if (typeof value === 'number' && !Number.isFinite(value)) throw notFinite(walk)
  if (Array.isArray(value))
    return value.map((item, i) => safeCopy(item, { ...walk, path: [...walk.path, i] }))
  if (!isRecord(value)) return value
  const entries: [string, unknown][] = []
  for (const [key, item] of Object.entries(value)) {
    if (dangerousKeys.has(key)) walk.droppedKeys.push([...walk.path, key].join('.'))
    else entries.push([key, safeCopy(item, { ...walk, path: [...walk.path, key] })])
  }
  return Object.fromEntries(entries)
}

function tooDeep(fileName: string): Error {
  return refusal({
    code: 'json-too-deep',
    file: fileName,
    message: `The file nests objects more than ${maxDepth} levels deep.`,
    remedy: 'Check that it is the right file.',
  })
}

function notFinite(walk: Walk): Error {
  return refusal({
    code: 'json-number',
    file: walk.fileName,
    message: `The number at ${quoted(walk.path.join('.'))} is too large.`,
    remedy: 'Correct the number in the file.',
  })
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (value === null) return 'null'
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`
}
