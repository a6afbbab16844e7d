import { expect, it } from 'vitest'
import { Cancelled } from '../../src/protocol/progress.ts'
import { createJobs, type Jobs } from '../../src/workers/jobs.ts'

const mostPieces = 1000

/** Pieces of a millisecond each, far more than a cancel should wait for; answers with how many were begun. */
async function manyPieces(jobs: Jobs, jobId: number): Promise<number> {
  let begun = 0
  await jobs
    .run(jobId, async (checkpoint) => {
      while (begun < mostPieces) {
        await checkpoint()
        begun++
        const started = performance.now()
        while (performance.now() - started < 1);
      }
    })
    .catch((error: unknown) => expect(error).toBeInstanceOf(Cancelled))
  return begun
}

it('a cancel that comes as a message stops a job of small pieces', async () => {
  const jobs = createJobs()
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    jobs.cancel(7)
  }
  const working = manyPieces(jobs, 7)
  port2.postMessage(null)
  const begun = await working
  port1.close()
  expect(begun).toBeLessThan(mostPieces)
})

it('a job that was cancelled before its first piece begins none', async () => {
  const jobs = createJobs()
  const working = manyPieces(jobs, 7)
  jobs.cancel(7)
  expect(await working).toBe(0)
})
