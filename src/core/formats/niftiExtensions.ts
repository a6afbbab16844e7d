import { nifti1HeaderBytes, nifti2HeaderBytes, niftiVariant } from './niftiFields.ts'

/** An extension of a NIfTI header: 4 is AFNI's XML, 6 a comment. */
export interface NiftiExtension {
  readonly code: number
  /** As Latin-1, without NULs at the end. */
  readonly text: string
}

/** Longest extension that is read, and most extensions of a file. */
const mostBytes = 8 * 2 ** 20
const mostExtensions = 50

/**
 * The extensions between header and voxels of a `.nii` from the first bytes of the inflated file, as far as they are among them (nifti1.h,
 * extender and esize, ecode, edata). Empty without any, and where they are damaged.
 */
export function niftiExtensions(bytes: Uint8Array): readonly NiftiExtension[] {
  const variant = niftiVariant(bytes)
  if (variant === undefined) return []
  const header = variant.version === 1 ? nifti1HeaderBytes : nifti2HeaderBytes
  if (bytes.length < header + 12 || bytes[header] === 0) return []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: NiftiExtension[] = []
  for (let at = header + 4; at + 8 <= bytes.length && found.length < mostExtensions;) {
    const size = view.getInt32(at, variant.littleEndian)
    const code = view.getInt32(at + 4, variant.littleEndian)
    if (size < 16 || size % 16 !== 0 || size > mostBytes || at + size > bytes.length) break
    found.push({ code, text: latin1(bytes.subarray(at + 8, at + size)) })
    at += size
  }
  return found
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8192, bytes.length)))
  return text.replace(/\0+$/, '')
}
