import { contentGuess } from './contentGuess.ts'
import { modelKind, type ModelKind } from './modelKind.ts'
import { niftiHeaderIn, type NiftiHeader } from './niftiHeader.ts'
import { decodeVoxels } from './niftiValues.ts'
import { recogniseStatMap } from './statMap.ts'
import { numberOf } from './table.ts'

/** What a dropped file is taken for. */
export type FileKind =
  'bold' | 'events' | 'sidecar' | 'confounds' | 'mask' | 'anatomy' | 'map' | 'session' | 'unknown' | ModelKind

/** Bytes of a file (inflated, if it is gzip) that `recognise` should be given; fewer do if the file is shorter. */
export const recognitionHeadBytes = 1 << 16

/**
 * What a file is, by its name and its first bytes (inflated). Never throws: a file whose name promises what its
 * bytes are not is taken for what the name says, so that reading it gives the Refusal with the reason.
 */
export function recognise(fileName: string, head: Uint8Array): FileKind {
  const ownName = fileName.split(/[/\\]/).at(-1) ?? ''
  const name = ownName.toLowerCase()
  const header = niftiHeaderIn(head)
  if (header !== null) return imageKind(ownName, header, head)
  if (/\.(nii|hdr)(\.gz)?$/.test(name)) return kindByImageName(name) ?? 'bold'
  const model = modelKind(fileName, head)
  if (model !== null) return model
  const text = contentGuess(head) === 'text' ? latin1Of(head) : ''
  return name.endsWith('.json') || /^\s*\{/.test(text) ? jsonKind(name, text) : tableKind(name, text)
}

function imageKind(name: string, header: NiftiHeader, head: Uint8Array): FileKind {
  const named = kindByImageName(name.toLowerCase())
  const map = recogniseStatMap({ path: name, header })
  const isCertain = map !== null && map.confidence !== 'guess'
  if (header.dims[3] > 1)
    return header.volumesAre === 'values' || (isCertain && named !== 'bold') ? 'map' : 'bold'
  if (map?.kind === 'mask') return 'mask'
  if (isCertain) return 'map'
  if (named !== undefined) return named
  if (map !== null) return 'map'
  return holdsOnlyZerosAndOnes(header, head) ? 'mask' : 'anatomy'
}

function kindByImageName(name: string): FileKind | undefined {
  if (/(^|[^a-z])(brain)?mask([^a-z]|$)/.test(name)) return 'mask'
  if (/_bold\.|_bold_|(^|[^a-z])bold([^a-z]|$)/.test(name) && !name.includes('statmap')) return 'bold'
  if (/(^|_)(t1w?|t2w?|flair|mprage|anat|struct)([^a-z]|$)/.test(name)) return 'anatomy'
  if (/statmap|(^|_)(stat|desc-stat|beta|con|spmt|spmf|zstat|tstat|fstat|z?cope)[-_\d]/.test(name))
    return 'map'
  return undefined
}

/** Both values and no other among the voxels at hand; zeros alone prove nothing. */
function holdsOnlyZerosAndOnes(header: NiftiHeader, head: Uint8Array): boolean {
  const data = head.subarray(Math.min(header.dataOffset, head.length))
  const volume = header.dims[0] * header.dims[1] * header.dims[2]
  const count = Math.min(volume, Math.floor(data.length / header.bytesPerVoxel))
  const values = new Float64Array(count)
  decodeVoxels(header, data, { firstVoxel: 0, count }, values)
  return values.includes(1) && values.every((value) => value === 0 || value === 1)
}

function jsonKind(name: string, text: string): FileKind {
  if (name.endsWith('.glmscope.json') || /"format"\s*:\s*"glmscope-session"/.test(text)) return 'session'
  if (/"RepetitionTime"\s*:/.test(text) || /(^|_)bold\.json$/.test(name)) return 'sidecar'
  return 'unknown'
}

function tableKind(name: string, text: string): FileKind {
  if (!/\.(tsv|csv|txt|par)$/.test(name)) return 'unknown'
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  const cellsOf = (line = ''): string[] =>
    (/[\t,;]/.test(line) ? line.split(/[\t,;]/) : line.trim().split(/\s+/)).map((cell) =>
      cell.trim().replaceAll('"', ''),
    )
  const header = cellsOf(lines[0])
  if (header.includes('onset') && header.includes('duration')) return 'events'
  if (/(^|[_.-])events?[_.-]/.test(name)) return 'events'
  if (/confounds?|regressors|nuisance|motion|timeseries|^rp_|\.par$/.test(name)) return 'confounds'
  if (header.some((cell) => /^onsets?$|^durations?$|^trial_type$/i.test(cell))) return 'events'
  const first = cellsOf(lines[1])
  const numeric =
    header.length > 1 && first.length === header.length && first.some((c) => numberOf(c) !== undefined)
  return numeric ? 'confounds' : 'unknown'
}

/** Enough of a decoder to look for ASCII words. */
function latin1Of(bytes: Uint8Array): string {
  let text = ''
  const end = Math.min(bytes.length, recognitionHeadBytes)
  for (let at = 0; at < end; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8192, end)))
  }
  return text.replace(/^\u00ef\u00bb\u00bf/, '')
}
