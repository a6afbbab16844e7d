import { closingLine } from './lib/tally.mjs'
import { build, runBrowserTests } from './lib/testSteps.mjs'

const { exitCode } = await build()
if (exitCode !== 0) process.exit(1)

const tally = await runBrowserTests(process.argv.slice(2))
console.log(closingLine(tally))
process.exitCode = tally.failed > 0 ? 1 : 0
