import path from 'node:path'

import { root } from './run.mjs'

/** The module that holds the compiled kernels. */
export const kernelsFile = path.join(root, 'src', 'kernels', 'slabKernelsBytes.ts')

const options = ['--enable', 'simd', '--runtime', 'stub', '--noAssert', '-O3', '--use', 'abort=']

/**
 * The text of `kernelsFile`, compiled from the AssemblyScript source.
 * @returns {Promise<string>}
 * @throws {Error} with what the compiler says
 */
export async function compiledKernels() {
  const { default: asc } = await import('assemblyscript/asc')
  const source = ['src', 'kernels', 'assembly', 'slabKernels.ts'].join('/')
  const written = new Map()
  const { error, stderr } = await asc.main([source, '--outFile', 'out.wasm', '--baseDir', root, ...options], {
    writeFile: (name, contents) => written.set(name, contents),
  })
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
  const base64 = Buffer.from(written.get('out.wasm')).toString('base64')
  return [
    '/** `assembly/slabKernels.ts` as WebAssembly, in base64: written by `npm run kernels`. */',
    `export const slabKernelsBase64 =\n  '${base64}'\n`,
  ].join('\n')
}
