import { readFileSync, writeFileSync } from 'node:fs'

import { compiledKernels, kernelNames, kernelsFile } from './lib/compileKernels.mjs'

/** Compiles the kernels into src/kernels/*Bytes.ts; with --check only says whether these files are up to date. */
for (const name of kernelNames) {
  const built = await compiledKernels(name)
  if (!process.argv.includes('--check')) {
    writeFileSync(kernelsFile(name), built)
  } else if (readFileSync(kernelsFile(name), 'utf8') !== built) {
    console.error(`src/kernels/${name}Bytes.ts does not match its source: npm run kernels`)
    process.exitCode = 1
  }
}
