import { readFileSync, writeFileSync } from 'node:fs'

import { compiledKernels, kernelsFile } from './lib/compileKernels.mjs'

/** Compiles the kernels into src/kernels/slabKernelsBytes.ts; with --check only says whether that file is up to date. */
const built = await compiledKernels()
if (!process.argv.includes('--check')) {
  writeFileSync(kernelsFile, built)
} else if (readFileSync(kernelsFile, 'utf8') !== built) {
  console.error('src/kernels/slabKernelsBytes.ts does not match its source: npm run kernels')
  process.exitCode = 1
}
