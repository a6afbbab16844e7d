import { contentGuess } from './contentGuess.ts'

/** What a file holds of a model that was made elsewhere. */
export type ModelKind = 'spm-mat' | 'design' | 'design-contrasts'

/** Bytes that tell. */
const headBytes = 4096

/** Whether a file is an SPM.mat, a design matrix or FSL's contrasts, by its name and first bytes (inflated); null for all else. */
export function modelKind(fileName: string, head: Uint8Array): ModelKind | null {
  const name = (fileName.split(/[/\\]/).at(-1) ?? '').toLowerCase()
  const text = String.fromCharCode(...head.subarray(0, headBytes))
  if (name.endsWith('.mat') && (/^MATLAB \d/.test(text) || text.startsWith('\x89HDF') || name === 'spm.mat'))
    return 'spm-mat'
  if (contentGuess(head) !== 'text') return null
  if (/^\s*\/(ContrastName\d*|NumContrasts|NumWaves)/m.test(text) && text.includes('/NumContrasts'))
    return 'design-contrasts'
  if (/^\s*\/NumWaves/m.test(text)) return 'design'
  if (name.endsWith('.1d') && (text.includes('ColumnLabels') || name.includes('xmat'))) return 'design'
  return /\.(tsv|csv)$/.test(name) && isDesignTable(name, text) ? 'design' : null
}

/** nilearn's tables of a design: so named, or with its constant and drifts among the columns. */
function isDesignTable(name: string, text: string): boolean {
  const [header = ''] = text.split(/\r\n|\r|\n/)
  const cells = header.split(/[\t,;]/).map((cell) => cell.trim().replaceAll('"', ''))
  if (cells.includes('onset') && cells.includes('duration')) return false
  return /(^|[^a-z])design([^a-z]|$)/.test(name) || (cells.includes('constant') && cells.length > 1)
}
