import * as v from 'valibot'
import type { Finding } from '../finding.ts'
import { parseJsonObject } from './jsonObject.ts'
import { quoted, shortNumber, warning } from './refuse.ts'

/** What a BIDS sidecar says about a run. */
export interface Sidecar {
  /** Seconds; absent where the sidecar gives none that can be used. */
  readonly repetitionTimeSeconds?: number
  /** Seconds after the volume's start at which each slice was measured. */
  readonly sliceTimingSeconds?: readonly number[]
  readonly taskName?: string
  readonly echoTimeSeconds?: number
  /** Every field of the file, as it stands there. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly findings: readonly Finding[]
}

/** Longest sidecar that is read, in characters. */
const maxSidecarCharacters = 16 * 2 ** 20

const seconds = v.pipe(v.number(), v.finite())
const positiveSeconds = v.pipe(seconds, v.gtValue(0))

/**
 * Reads a BIDS sidecar. Known fields of the wrong kind are left out with a finding; unknown ones are kept in
 * `fields`. Throws a Refusal for anything but a JSON object.
 */
export function readSidecar(text: string, fileName: string): Sidecar {
  return sidecarOf(parseJsonObject(text, fileName, maxSidecarCharacters).value, fileName)
}

/**
 * The sidecars that a run inherits as one, from the most general to the most specific: a field of a later one replaces
 * that of an earlier one (BIDS 1.10, the inheritance principle).
 */
export function mergeSidecars(sidecars: readonly Sidecar[], fileName: string): Sidecar {
  const fields = Object.fromEntries(sidecars.flatMap((sidecar) => Object.entries(sidecar.fields)))
  return sidecarOf(fields, fileName)
}

function sidecarOf(fields: Sidecar['fields'], fileName: string): Sidecar {
  const findings: Finding[] = []
  const field = <T>(name: string, schema: v.GenericSchema<unknown, T>): T | undefined => {
    const value = fields[name]
    if (value === undefined || value === null || value === 'n/a') return undefined
    const result = v.safeParse(schema, value)
    if (result.success) return result.output
    findings.push(unusable(name, value, fileName))
    return undefined
  }
  const repetitionTime = field('RepetitionTime', positiveSeconds)
  const sliceTiming = field('SliceTiming', v.array(seconds))
  const taskName = field('TaskName', v.string())
  const echoTime = field('EchoTime', positiveSeconds)
  return {
    ...(repetitionTime === undefined ? {} : { repetitionTimeSeconds: repetitionTime }),
    ...(sliceTiming === undefined ? {} : { sliceTimingSeconds: sliceTiming }),
    ...(taskName === undefined ? {} : { taskName }),
    ...(echoTime === undefined ? {} : { echoTimeSeconds: echoTime }),
    fields,
    findings,
  }
}

function unusable(name: string, value: unknown, file: string): Finding {
  const shown = typeof value === 'number' ? shortNumber(value) : quoted(JSON.stringify(value))
  return warning({
    code: name === 'RepetitionTime' ? 'sidecar-tr' : 'sidecar-field',
    file,
    message: `The field ${name} is ${shown}, which it cannot be.`,
    remedy:
      name === 'RepetitionTime'
        ? 'It was left out; BIDS wants a positive number of seconds without quotation marks.'
        : 'It was left out; correct the sidecar if it matters.',
  })
}
