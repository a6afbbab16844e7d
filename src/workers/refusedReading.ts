import { Refusal } from '../core/finding.ts'

/** What browsers call it when a file cannot be read any more. */
const lostNames = ['NotReadableError', 'NotFoundError', 'NotAllowedError']

/** The error of reading a file, as a Refusal where the file has changed or vanished since it was added. */
export function refusedReading(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !lostNames.includes(error.name)) return error
  return new Refusal({
    code: 'file-lost',
    severity: 'error',
    file,
    message: 'The file can no longer be read: it was changed, moved or deleted since it was added.',
    remedy: 'Add it again.',
  })
}
