import { describeCheck, runChecks } from './lib/checkTools.mjs'

const results = await runChecks((result) => console.log(describeCheck(result)))
process.exitCode = results.every(({ exitCode }) => exitCode === 0) ? 0 : 1
