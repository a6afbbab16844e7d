import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Progress } from '../../src/protocol/progress.ts'
import { quietPass } from '../../src/workers/heldRun.ts'
import { inflateElsewhere, type InflateWorker } from '../../src/workers/inflateElsewhere.ts'
import { serveInflation } from '../../src/workers/inflateService.ts'
import { loadRun } from '../../src/workers/loadRun.ts'
import { asInFile } from '../../src/workers/heldRun.ts'
import { gzipMember, gzipMembers } from '../support/gzipFiles.ts'
import { smallRun } from '../support/niftiFiles.ts'

/** The worker's service on its own side of real ports. */
const worker: InflateWorker = {
  postMessage(request) {
    void serveInflation(request)
  },
}
const inflate = inflateElsewhere(worker)

function gzipped(bytes: Uint8Array, name = 'a.nii.gz'): File {
  return new File([gzipMember(bytes).slice()], name)
}

async function inflated(file: File): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for await (const piece of inflate(file, () => undefined)) pieces.push(piece.slice())
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

describe('inflating in another thread', () => {
  it.each([0, 1, 1000, 1 << 20, (1 << 20) + 1, 11_000_003])('gives all %i bytes in order', async (count) => {
    const bytes = Uint8Array.from({ length: count }, (_, i) => (i * 31 + (i >> 9)) & 255)
    expect(Buffer.compare(await inflated(gzipped(bytes)), bytes)).toBe(0)
  })

  it('reports how much of the file has been read', async () => {
    const bytes = randomBytes(12e6)
    const file = gzipped(bytes)
    const reports: Progress[] = []
    for await (const piece of inflate(file, (progress) => reports.push(progress)))
      expect(piece.length).toBeGreaterThan(0)
    expect(reports.length).toBeGreaterThan(0)
    expect(reports.every(({ done }, i) => i === 0 || done > (reports[i - 1]?.done ?? 0))).toBe(true)
    expect(reports.at(-1)?.done).toBeLessThanOrEqual(file.size / 1e6)
  })

  it('can be left in the middle, and used again', async () => {
    const file = gzipped(new Uint8Array(30e6))
    for await (const piece of inflate(file, () => undefined)) {
      expect(piece.length).toBe(1 << 20)
      break
    }
    expect((await inflated(gzipped(new Uint8Array([1, 2, 3])))).length).toBe(3)
  })

  it('a file of several members, which it does not read, is read by the library', async () => {
    const bytes = smallRun()
    const file = new File([gzipMembers(bytes, 3).slice()], 'a.nii.gz')
    const options = { ...quietPass, budgetBytes: Infinity }
    const here = await loadRun({ file: new File([bytes.slice()], 'a.nii') }, options)
    const there = await loadRun({ file }, { ...options, inflate })
    expect(await there.moments(asInFile)).toEqual(await here.moments(asInFile))
  })
})
