import type { Finding } from '../core/finding.ts'

/** A table or sidecar that is far too large for one. */
export function textTooLarge(file: string, bytes: number): Finding {
  return {
    code: 'text-too-large',
    severity: 'error',
    file,
    message: `The file has ${(bytes / 1e6).toFixed(0)} MB, far more than a table or sidecar.`,
    remedy: 'Check that it is the file you meant.',
  }
}

/** A file of no kind that is known. */
export function unknownKind(file: string): Finding {
  return {
    code: 'file-unknown',
    severity: 'warning',
    file,
    message: 'The file is none of the kinds that are read here.',
    remedy: 'It was left out; images must be NIfTI, tables .tsv or .csv, sidecars and sessions .json.',
  }
}

/** The voxels of a pair without their header. */
export function lonelyImg(file: string): Finding {
  return {
    code: 'img-without-hdr',
    severity: 'error',
    file,
    message:
      'This is the .img file of a .hdr/.img pair; its .hdr, which says what the voxels are, was not added.',
    remedy: 'Add both files of the pair together.',
  }
}

/** A file that the browser could not read. */
export function unreadable(file: string, error: unknown): Finding {
  return {
    code: 'file-unreadable',
    severity: 'error',
    file,
    message: `The file could not be read: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Check that it still exists and is not open elsewhere, and add it again.',
  }
}
