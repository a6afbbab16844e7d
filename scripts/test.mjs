import { describeCheck, runChecks } from './lib/checkTools.mjs'
import { closingLine, sumTallies, tallyTools } from './lib/tally.mjs'
import { build, runBrowserTests, runUnitTests } from './lib/testSteps.mjs'

/** The journeys need a build and a browser; without either they count as one failure. */
async function buildAndBrowse() {
  const built = await build()
  const builtTally = tallyTools([built])
  if (built.exitCode !== 0) return { build: builtTally, browser: { passed: 0, failed: 1, skipped: 0 } }
  try {
    return { build: builtTally, browser: await runBrowserTests() }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { build: builtTally, browser: { passed: 0, failed: 1, skipped: 0 } }
  }
}

console.log('Checks')
const checks = tallyTools(await runChecks((result) => console.log(describeCheck(result))))
console.log('\nUnit tests')
const unit = await runUnitTests()
console.log('\nBuild and browser tests')
const { build: built, browser } = await buildAndBrowse()

const total = sumTallies([checks, unit, built, browser])
console.log(
  `\nchecks: ${closingLine(checks)}\nunit tests: ${closingLine(unit)}\nbuild: ${closingLine(built)}\nbrowser tests: ${closingLine(browser)}`,
)
console.log(closingLine(total))
process.exitCode = total.failed > 0 ? 1 : 0
