import { describeCheck, runChecks } from './lib/checkTools.mjs'
import { closingLine, sumTallies, tallyTools } from './lib/tally.mjs'
import { build, runBrowserTests, runUnitTests } from './lib/testSteps.mjs'

/** The journeys need a build and a browser; without either they count as one failure. */
async function browse(built) {
  const failure = { passed: 0, failed: 1, skipped: 0 }
  if (built.exitCode !== 0) return failure
  try {
    return await runBrowserTests()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return failure
  }
}

console.log('Checks and build')
// Neither keeps every processor busy to its end: side by side they take little longer than the longer one.
const [checked, built] = await Promise.all([
  runChecks((result) => console.log(describeCheck(result))),
  build(),
])
console.log('\nUnit tests')
const unit = await runUnitTests()
console.log('\nBrowser tests')
const browser = await browse(built)

const [checks, builds] = [tallyTools(checked), tallyTools([built])]
const total = sumTallies([checks, unit, builds, browser])
console.log(
  `\nchecks: ${closingLine(checks)}\nunit tests: ${closingLine(unit)}\nbuild: ${closingLine(builds)}\nbrowser tests: ${closingLine(browser)}`,
)
console.log(closingLine(total))
process.exitCode = total.failed > 0 ? 1 : 0
