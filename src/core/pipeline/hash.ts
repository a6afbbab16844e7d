import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { Refusal } from '../finding.ts'
import type { EventModelSpec, MatrixModelSpec, PipelineSpec } from './pipelineSpec.ts'

/** What a fit depends on beside its settings: SHA-256 digests (hex) of the inputs, and how the run is read. */
export interface InputDigests {
  readonly run: string
  readonly events: string
  readonly confounds?: string | undefined
  readonly mask?: string | undefined
  readonly repetitionTimeSeconds: number
  readonly discardScans: number
}

/**
 * Key of a fit: SHA-256 (hex) of the RFC 8785 form of the settings without their name, with the digests of the inputs.
 * Throws a Refusal when a setting is not a finite number.
 */
export function specHash(spec: PipelineSpec, digests: InputDigests): string {
  const eventModel = modelKey(spec.eventModel)
  return canonicalDigest({ spec: { ...spec, eventModel, name: undefined }, ...digests })
}

/** Long lists of numbers are digested once: a design that is given does not change. */
const matrixKeys = new WeakMap<MatrixModelSpec, { readonly kind: 'matrix'; readonly sha256: string }>()

/** What tells an event model from another, short enough to compare often; where a given design came from does not count. */
export function modelKey(model: EventModelSpec): unknown {
  if (model.kind !== 'matrix') return model
  const known = matrixKeys.get(model)
  if (known !== undefined) return known
  const key = { kind: model.kind, sha256: canonicalDigest({ ...model, source: undefined }) } as const
  matrixKeys.set(model, key)
  return key
}

/** SHA-256 (hex) of the RFC 8785 form of any plain value: the same for equal values, however their keys are ordered. */
export function canonicalDigest(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalForm(value))))
}

function canonicalForm(value: unknown): string {
  try {
    return canonicalize(value) ?? ''
  } catch {
    throw new Refusal({
      code: 'setting-not-finite',
      severity: 'error',
      message: 'A setting is not a finite number.',
      remedy: 'Give numbers that can be written down.',
    })
  }
}
