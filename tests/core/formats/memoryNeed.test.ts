import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../src/core/finding.ts'
import { mostWholeBytesWithin, requireMemory } from '../../../src/core/formats/memoryNeed.ts'
import { dataBytesOf, readNiftiHeader, type NiftiHeader } from '../../../src/core/formats/niftiHeader.ts'
import { niftiFile } from '../../support/niftiFiles.ts'

function headerOf(scanCount: number, datatype: 'uint8' | 'int16' | 'float32' | 'float64'): NiftiHeader {
  const file = niftiFile({ dim: [4, 90, 100, 90, scanCount], datatype, values: [], pixdim: [1, 2, 2, 2, 2] })
  return readNiftiHeader(file, 'a.nii')
}

/** Whether it is asked, and how many scans would do. */
function asked(header: NiftiHeader, keptBytes: number, budgetBytes: number): number | null {
  try {
    requireMemory({ header, fileName: 'a.nii', budgetBytes, keptBytes, countedVoxels: null })
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.finding.fits?.scans ?? 0
  }
}

describe('the memory that a run is said to need', () => {
  it('is that of its series where it is read in passes, whatever it is stored as', () => {
    // 243 000 voxels in three tenths of the grid, 400 scans, two sets of four bytes.
    const series = 243_000 * 400 * 8
    for (const datatype of ['uint8', 'int16', 'float64'] as const) {
      expect(asked(headerOf(400, datatype), 0, series)).toBeNull()
      expect(asked(headerOf(400, datatype), 0, series - 1)).toBe(399)
    }
  })

  it('is that of the stored run too where it is kept whole', () => {
    const header = headerOf(50, 'int16')
    const whole = 243_000 * 50 * 8 + dataBytesOf(header)
    expect(asked(header, dataBytesOf(header), whole)).toBeNull()
    expect(asked(header, dataBytesOf(header), whole - 1)).toBe(49)
  })

  it('is never more than may be taken for a run that may be kept whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 2000 }),
        fc.constantFrom('uint8' as const, 'int16' as const, 'float32' as const, 'float64' as const),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (scanCount, datatype, share) => {
          const header = headerOf(scanCount, datatype)
          const stored = dataBytesOf(header)
          const budgetBytes = share * (stored + 243_000 * scanCount * 8)
          const mayBeWhole = stored <= mostWholeBytesWithin(budgetBytes, header)
          fc.pre(Math.abs(share - 1) > 1e-9)
          expect(mayBeWhole).toBe(asked(header, stored, budgetBytes) === null)
        },
      ),
      { numRuns: 100 },
    )
  })
})
