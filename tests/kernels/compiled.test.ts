import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compiledKernels, kernelsFile } from '../../scripts/lib/compileKernels.mjs'

it('the committed kernels are what their source compiles to', async () => {
  expect(await compiledKernels()).toBe(readFileSync(kernelsFile, 'utf8'))
})
