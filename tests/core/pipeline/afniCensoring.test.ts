import { expect, test } from 'vitest'
import { readDesignTable } from '../../../src/core/formats/readDesignTable.ts'
import type { CommonFitPlan } from '../../../src/core/glm/fitPlan.ts'
import { olsPlan } from '../../../src/core/glm/ols.ts'
import { multiplyVector } from '../../../src/core/math/matrix.ts'
import { withDesignTable } from '../../../src/core/pipeline/matrixModel.ts'
import { nilearnPreset } from '../../../src/core/pipeline/presets.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'

const scanCount = 40
const censored = [3, 4, 17, 39]
const kept = Array.from({ length: scanCount }, (_, scan) => scan).filter((scan) => !censored.includes(scan))

const row = (scan: number): string => ` 1 ${scan / 20 - 1} ${Math.sin(scan / 3)} ${scan % 7}`

function planOf(scans: readonly number[], good: string, full: number): CommonFitPlan {
  const header = `# <matrix
#  ColumnLabels = "Run#1Pol#0 ; Run#1Pol#1 ; tap#0 ; roll#0"
#  ColumnGroups = "2@-1,1,0"
#  GoodList = "${good}"
#  NRowFull = "${full}"
# >
`
  const table = readDesignTable(`${header}${scans.map(row).join('\n')}\n`, 'X.xmat.1D')
  const spec = withDesignTable(nilearnPreset({ include: [], explicitRest: false }), table)
  const run = { scanCount: full, repetitionTimeSeconds: 2, events: [] }
  return olsPlan(resolveDesign(spec, run))
}

test('a column for each censored scan gives the fit without those scans', () => {
  const whole = planOf(kept, kept.join(','), scanCount)
  const without = planOf(kept, `0..${kept.length - 1}`, kept.length)
  const y = Float64Array.from(
    { length: scanCount },
    (_, scan) => Math.cos(scan * scan) + (censored.includes(scan) ? 50 : 0),
  )
  const own = multiplyVector(whole.estimator, y)
  const expected = multiplyVector(
    without.estimator,
    kept.map((scan) => y[scan] ?? NaN),
  )
  expect(whole.residualDf).toBe(without.residualDf)
  expected.forEach((beta, j) => expect(own[j]).toBeCloseTo(beta, 10))
})
