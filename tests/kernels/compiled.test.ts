import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compiledKernels, kernelNames, kernelsFile } from '../../scripts/lib/compileKernels.mjs'

it.each(kernelNames)('the committed %s are what their source compiles to', async (name) => {
  expect(await compiledKernels(name)).toBe(readFileSync(kernelsFile(name), 'utf8'))
})
