/** The numeric voxel types that can be read. */
export type NiftiDatatype =
  'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'uint64' | 'int64' | 'float32' | 'float64'

/** Type codes of nifti1.h and the bytes one voxel takes. */
const readable: Readonly<Record<number, { name: NiftiDatatype; bytes: number }>> = {
  2: { name: 'uint8', bytes: 1 },
  4: { name: 'int16', bytes: 2 },
  8: { name: 'int32', bytes: 4 },
  16: { name: 'float32', bytes: 4 },
  64: { name: 'float64', bytes: 8 },
  256: { name: 'int8', bytes: 1 },
  512: { name: 'uint16', bytes: 2 },
  768: { name: 'uint32', bytes: 4 },
  1024: { name: 'int64', bytes: 8 },
  1280: { name: 'uint64', bytes: 8 },
}

const unreadable: Readonly<Record<number, string>> = {
  1: 'binary (1 bit)',
  32: 'complex64',
  128: 'RGB colour',
  1536: 'float128',
  1792: 'complex128',
  2048: 'complex256',
  2304: 'RGBA colour',
}

/** The voxel type a NIfTI code stands for, or undefined where it cannot be read. */
export function datatypeOfCode(code: number): { name: NiftiDatatype; bytes: number } | undefined {
  return Object.hasOwn(readable, code) ? readable[code] : undefined
}

/** Words for a NIfTI type code that cannot be read. */
export function nameOfUnreadable(code: number): string {
  return Object.hasOwn(unreadable, code) ? unreadable[code] : `unknown type ${code}`
}

/** The NIfTI type code of a voxel type. */
export function codeOfDatatype(datatype: NiftiDatatype): number {
  const entry = Object.entries(readable).find(([, type]) => type.name === datatype)
  return entry === undefined ? 0 : Number(entry[0])
}
