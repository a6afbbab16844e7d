import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { Refusal } from '../finding.ts'
import type { PipelineSpec } from './pipelineSpec.ts'

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
  return canonicalDigest({ spec: { ...spec, name: undefined }, ...digests })
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
