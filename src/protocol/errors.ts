import { Refusal, type Finding } from '../core/finding.ts'
import { Cancelled } from './progress.ts'

/** An error as it travels between workers: structured cloning would lose the finding of a refusal. */
export type PlainError =
  | { readonly kind: 'refusal'; readonly finding: Finding }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'other'; readonly name: string; readonly message: string; readonly stack: string }

/** Packs whatever was thrown. */
export function packError(error: unknown): PlainError {
  if (error instanceof Refusal) return { kind: 'refusal', finding: error.finding }
  if (error instanceof Cancelled) return { kind: 'cancelled' }
  if (error instanceof Error) {
    return { kind: 'other', name: error.name, message: error.message, stack: error.stack ?? '' }
  }
  return { kind: 'other', name: 'Error', message: String(error), stack: '' }
}

/** The error that was packed, as the class it had. */
export function unpackError(plain: PlainError): Error {
  switch (plain.kind) {
    case 'refusal':
      return new Refusal(plain.finding)
    case 'cancelled':
      return new Cancelled()
    case 'other':
      return Object.assign(new Error(plain.message), { name: plain.name, stack: plain.stack })
  }
}
