import type { Finding } from '../finding.ts'
import { contentGuess } from './contentGuess.ts'
import { readArray, type NamedValue } from './matArray.ts'
import { damagedMat, matBudget } from './matBudget.ts'
import { matTypes, readTag, type MatReading } from './matElement.ts'
import { inflatedSource, plainSource } from './matSource.ts'
import type { MatUnread, MatValue } from './matValue.ts'
import { note, quoted, refusal } from './refuse.ts'

/** The variables of a MAT file by name. */
export interface MatFile {
  readonly variables: ReadonlyMap<string, MatValue>
  readonly findings: readonly Finding[]
}

export interface MatOptions {
  readonly fileName: string
  /** Whether a part is needed, by its path such as ['SPM', 'xY', 'VY']; everything where absent. Parts of what is not are never asked for. */
  readonly wanted?: (path: readonly string[]) => boolean
}

const headerBytes = 128

/**
 * Reads a MAT file of version 5 to 7 (MATLAB's -v6 and -v7, Octave's -mat): both byte orders, compressed elements. Objects and function
 * handles are passed over with a finding. Throws a Refusal for version 4, version 7.3 (HDF5) and damaged or oversized files.
 */
export function readMatFile(bytes: Uint8Array, { fileName, wanted = () => true }: MatOptions): MatFile {
  const littleEndian = byteOrder(bytes, fileName)
  const variables = new Map<string, MatValue>()
  const reading: MatReading = {
    source: plainSource(bytes.subarray(headerBytes), fileName),
    littleEndian,
    fileName,
    budget: matBudget(),
    wanted,
    passedOver: new Map(),
  }
  while (bytes.length - headerBytes - reading.source.position >= 8) {
    const { name, value } = readVariable(reading)
    // Without a name: the workspace of objects, which are passed over.
    if (name !== '') variables.set(name, value)
  }
  return { variables, findings: findingsOf(reading) }
}

function readVariable(reading: MatReading): NamedValue {
  const { source, fileName } = reading
  const { type, size, data } = readTag(reading)
  if (data === null && type === matTypes.matrix) return readArray(reading, size, [])
  if (data !== null || type !== matTypes.compressed)
    throw damagedMat(fileName, `an element of type ${type} stands where a variable should begin`)
  const inflated = inflatedSource(source.take(size), reading.budget, fileName)
  const inner = { ...reading, source: inflated }
  const tag = readTag(inner)
  if (tag.data !== null || tag.type !== matTypes.matrix)
    throw damagedMat(fileName, 'a compressed part holds no variable')
  const variable = readArray(inner, tag.size, [])
  if (variable.value.kind !== 'unread') inflated.finish()
  return variable
}

/** True for little-endian. Throws a Refusal for what is not a MAT file of version 5 to 7. */
function byteOrder(bytes: Uint8Array, fileName: string): boolean {
  const mark = String.fromCharCode(...bytes.subarray(126, 128))
  const major = mark === 'IM' ? bytes[125] : bytes[124]
  if (isHdf5(bytes) || (mark !== '' && major === 2)) throw version73(fileName)
  if ((mark === 'IM' || mark === 'MI') && major === 1) return mark === 'IM'
  throw notMat(bytes, fileName)
}

/** HDF5's signature at the start, or behind MATLAB's 512-byte header. */
function isHdf5(bytes: Uint8Array): boolean {
  return [0, 512].some((at) => contentGuess(bytes.subarray(at, at + 16)) === 'HDF5')
}

function version73(file: string): Error {
  return refusal({
    code: 'mat-v73',
    file,
    message: 'The MAT file is of version 7.3 (HDF5), which is not read here.',
    remedy: 'Load it in MATLAB and save it again with -v7: load(name); save(name, "SPM", "-v7").',
  })
}

function notMat(bytes: Uint8Array, file: string): Error {
  const guess = contentGuess(bytes)
  const isVersion4 = bytes.length >= 20 && bytes.subarray(0, 4).includes(0)
  const what =
    guess === 'nothing'
      ? 'is empty'
      : guess === 'data'
        ? 'does not begin like one'
        : `contains ${quoted(guess)}`
  return refusal({
    code: 'not-mat',
    file,
    message: isVersion4
      ? 'The file is not a MAT file of version 5 to 7; it may be one of version 4.'
      : `The file is not a MAT file of version 5 to 7: it ${what}.`,
    remedy: 'Save it in MATLAB with -v7, or in Octave with save -mat7-binary.',
  })
}

function findingsOf({ passedOver, fileName }: MatReading): readonly Finding[] {
  return [...passedOver].map(([what, { path, count }]) =>
    note({
      code: 'mat-passed-over',
      file: fileName,
      message: `The file holds ${count === 1 ? wordsOf[what][0] : `${count} ${wordsOf[what][1]}`} that only MATLAB can read, at ${quoted(path)}.`,
      remedy: 'Nothing of the kind is needed here; it was left out.',
    }),
  )
}

const wordsOf: Readonly<Record<MatUnread['what'], readonly [one: string, several: string]>> = {
  object: ['an object', 'objects'],
  'function handle': ['a function handle', 'function handles'],
  opaque: ['an opaque object', 'opaque objects'],
  'unknown class': ['an array of an unknown class', 'arrays of an unknown class'],
  'not wanted': ['a part', 'parts'],
}
