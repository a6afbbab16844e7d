import { commandScript, runNode } from './lib/run.mjs'

// The test that compares docs/agreement.md with the golden cases also writes it, when it is asked to.
process.env['GLMSCOPE_WRITE_AGREEMENT'] = '1'
const { exitCode, output } = await runNode([commandScript('vitest'), 'run', 'tests/docs/agreement.test.ts'])
console.log(output.trimEnd())
process.exitCode = exitCode
