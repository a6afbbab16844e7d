import { dataBytesOf, type NiftiHeader } from './niftiHeader.ts'
import { refusal, shortNumber } from './refuse.ts'

/** Share of a run's voxels that a brain mask holds, generously. */
const maskShare = 0.3
/** Slabs are float32, and a pipeline that smooths has its own beside the other's. */
const slabBytesPerValue = 2 * 4

/** Bytes that a run will take: all its voxels as stored, and the slabs of two pipelines. */
function runBytes(header: NiftiHeader): number {
  const values = header.dims.reduce((product, n) => product * n, 1)
  return dataBytesOf(header) + maskShare * values * slabBytesPerValue
}

/** Throws a Refusal with both numbers where a run needs more than `budgetBytes`: to be asked before it is read. */
export function requireMemory(header: NiftiHeader, budgetBytes: number, fileName: string): void {
  const needed = runBytes(header)
  if (needed <= budgetBytes) return
  throw refusal({
    code: 'run-over-memory',
    file: fileName,
    message: `The run (${header.dims.join(' × ')}, ${header.datatype}) will need about ${gigabytes(needed)} of memory; up to ${gigabytes(budgetBytes)} are taken without asking on this computer.`,
    remedy:
      'Nothing has been read yet. If the browser runs out of memory the page may have to be opened again; close other tabs first.',
  })
}

function gigabytes(bytes: number): string {
  return `${shortNumber(bytes / 1e9, 2)} GB`
}
