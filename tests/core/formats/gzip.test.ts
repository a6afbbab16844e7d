import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createInflater, inflateAll, isGzip } from '../../../src/core/formats/gzip.ts'
import type { InflateSummary } from '../../../src/core/formats/gzip.ts'
import { gzipMember, gzipMembers, joined, noisyBytes } from '../../support/gzipFiles.ts'
import { refusalOf } from '../../support/refusals.ts'

function inflatePieces(file: Uint8Array, pieceBytes: number, limitBytes = 1e9): [Uint8Array, InflateSummary] {
  const chunks: Uint8Array[] = []
  const inflater = createInflater({ fileName: 'run.nii.gz', limitBytes, onChunk: (c) => chunks.push(c) })
  for (let at = 0; at < file.length; at += pieceBytes) {
    if (!inflater.push(file.subarray(at, at + pieceBytes))) break
  }
  const summary = inflater.finish()
  return [joined(chunks), summary]
}

const content = noisyBytes(300_000)

describe('createInflater', () => {
  test.each([1, 7, 1000, 65_536, 1e9])('reads one member in pieces of %d bytes', (pieceBytes) => {
    const bytes = pieceBytes === 1 ? content.subarray(0, 3000) : content
    const [inflated, summary] = inflatePieces(gzipMember(bytes), pieceBytes)
    expect(inflated).toEqual(bytes)
    expect(summary).toEqual({ bytes: bytes.length, members: 1, stoppedAtLimit: false, trailingBytes: 0 })
  })

  test('reads many members wherever the pieces are cut', () => {
    const file = joined([gzipMembers(content.subarray(0, 2000), 7), new Uint8Array(0)])
    for (let pieceBytes = 1; pieceBytes < 400; pieceBytes++) {
      const [inflated, summary] = inflatePieces(file, pieceBytes)
      expect(summary.members).toBe(7)
      expect(inflated).toEqual(content.subarray(0, 2000))
    }
  })

  test('a member that ends exactly where a piece ends does not end the file', () => {
    const [first, second] = [gzipMember(content.subarray(0, 500)), gzipMember(content.subarray(500, 900))]
    const chunks: Uint8Array[] = []
    const inflater = createInflater({ fileName: 'x.gz', limitBytes: 1e6, onChunk: (c) => chunks.push(c) })
    inflater.push(first)
    inflater.push(second)
    expect(inflater.finish()).toMatchObject({ bytes: 900, members: 2 })
    expect(joined(chunks)).toEqual(content.subarray(0, 900))
  })

  test('skips zero padding between members and after them, and counts other bytes after the end', () => {
    const part = content.subarray(0, 500)
    const padded = joined([gzipMember(part), new Uint8Array(512), gzipMember(part), new Uint8Array(1000)])
    const [inflated, summary] = inflatePieces(padded, 333)
    expect(inflated).toEqual(joined([part, part]))
    expect(summary.trailingBytes).toBe(0)
    const littered = joined([padded, Uint8Array.of(9, 9, 9), noisyBytes(100)])
    expect(inflatePieces(littered, 50)[1]).toMatchObject({ bytes: 1000, trailingBytes: 103 })
  })

  test('stops at the limit without inflating the rest', () => {
    const bomb = gzipMember(new Uint8Array(50_000_000))
    const [inflated, summary] = inflatePieces(bomb, 1000, 1_000_003)
    expect(inflated.length).toBe(1_000_003)
    expect(summary).toMatchObject({ bytes: 1_000_003, stoppedAtLimit: true })
  })

  test('a cut file is refused wherever it is cut', () => {
    const file = gzipMember(content.subarray(0, 400))
    for (let length = 0; length < file.length; length++) {
      expect(refusalOf(() => inflatePieces(file.subarray(0, length), 64)).code).toBe('gzip-truncated')
    }
    const finding = refusalOf(() => inflateAll(gzipMember(content).subarray(0, 100_000), 'run.nii.gz', 1e9))
    expect(finding.message).toMatch(/^The compressed file stops in the middle, after \d+ inflated bytes\.$/)
    expect(finding).toMatchObject({ file: 'run.nii.gz', remedy: 'Copy or download it again.' })
  })

  test('a file cut inside its second member is refused', () => {
    const file = gzipMembers(content.subarray(0, 1000), 2)
    expect(refusalOf(() => inflatePieces(file.subarray(0, file.length - 3), 64)).code).toBe('gzip-truncated')
  })

  test('a wrong checksum is refused', () => {
    const file = gzipMember(content.subarray(0, 1000))
    file[file.length - 6] = (file[file.length - 6] ?? 0) ^ 1
    expect(refusalOf(() => inflatePieces(file, 64)).code).toBe('gzip-damaged')
  })

  test('what is not gzip is refused', () => {
    const page = Uint8Array.from('<html>', (c) => c.charCodeAt(0))
    expect(isGzip(page)).toBe(false)
    expect(refusalOf(() => inflatePieces(page, 64))).toMatchObject({
      code: 'not-gzip',
      message: 'The file’s name ends in .gz, but it contains text, not gzip.',
    })
  })

  test('any damage gives the original or a Refusal', () => {
    const bytes = content.subarray(0, 2000)
    const file = gzipMembers(bytes, 2)
    fc.assert(
      fc.property(
        fc.nat(file.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.integer({ min: 1, max: 900 }),
        (at, flip, piece) => {
          const damaged = file.slice()
          damaged[at] = (damaged[at] ?? 0) ^ flip
          let inflated: Uint8Array
          try {
            inflated = inflatePieces(damaged, piece)[0]
          } catch (error) {
            expect(error).toMatchObject({ name: 'Refusal' })
            return
          }
          // Harmless: time stamp, file system; or the second member was no longer recognised as one.
          expect([bytes.length, bytes.length / 2]).toContain(inflated.length)
          expect(inflated).toEqual(bytes.subarray(0, inflated.length))
        },
      ),
      { numRuns: 3000, seed: 20264 },
    )
  })
})

test('the test’s own members are plain deflate', () => {
  expect(new Uint8Array(inflateRawSync(gzipMember(content).subarray(10, -8)))).toEqual(content)
})
