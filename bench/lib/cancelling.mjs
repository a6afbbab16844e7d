import { inBenchPage } from './measure.mjs'
import { sizes } from './sizes.mjs'
import { spread } from './statistics.mjs'

/** Scans of full size, few of them: what is done scan by scan takes longest there. */
const volumes = {
  name: 'volumes',
  dims: [97, 115, 97],
  slices: 97,
  scans: 40,
  tr: 2,
  datatype: 'float32',
  voxelMm: 2,
}

/** Many scans: what is done series by series, or with matrices of scans by scans, takes longest there. */
const many = sizes.find(({ name }) => name === 'hcp-slab')

/** What is cancelled in which run. */
export const cancelRuns = [
  {
    size: volumes,
    stages: [
      'reading',
      'reading in passes, other settings',
      'smoothing',
      'preparing series',
      'quality',
      'fit, nilearn AR(1)',
    ],
  },
  {
    size: many,
    stages: [
      'reading',
      'preparing series',
      'fit, nilearn AR(1)',
      'fit, SPM12 AR(1): pooling, ReML, fit',
      'fit in groups of voxels, SPM12 AR(1)',
    ],
  },
]

const rounds = 9

/** From a cancel to the answer of all workers, for every stage of a run: the longest of several rounds spread over its length. */
export function measureCancelling(address, { size, stages }, { files, report }) {
  return inBenchPage(address, files, async (page) => {
    await page.evaluate(() => window.bench.open('nilearn'))
    const measured = []
    for (const stage of stages) {
      report(`${size.name}: cancelling, ${stage}`)
      const { fullMs, longestWaitMs, answeredMs } = await page.evaluate(
        ([which, count]) => window.bench.cancel(which, count),
        [stage, rounds],
      )
      const longestMs = Math.round(Math.max(...answeredMs))
      measured.push({
        stage,
        fullMs: Math.round(fullMs),
        longestWaitMs: Math.round(longestWaitMs),
        longestMs,
        answeredMs: spread(answeredMs),
      })
    }
    return measured
  })
}

/** A line for each stage. */
export function cancelRows(measured) {
  return measured.map(({ stage, fullMs, longestWaitMs, longestMs, answeredMs }) => [
    stage,
    String(fullMs),
    String(longestWaitMs),
    String(longestMs),
    String(answeredMs.median),
  ])
}
