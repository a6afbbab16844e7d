import path from 'node:path'

import { root } from './run.mjs'

/** The entries of src/kernels/assembly; each becomes a module `<name>Bytes.ts` beside that folder. */
export const kernelNames = ['slabKernels', 'runKernels', 'volumeKernels']

/** The module that holds an entry's compiled kernels. */
export function kernelsFile(name) {
  return path.join(root, 'src', 'kernels', `${name}Bytes.ts`)
}

const options = ['--enable', 'simd', '--runtime', 'stub', '--noAssert', '-O3', '--use', 'abort=']

/**
 * The text of `kernelsFile`, compiled from the AssemblyScript source.
 * @param {string} name of the entry
 * @returns {Promise<string>}
 * @throws {Error} with what the compiler says
 */
export async function compiledKernels(name) {
  const { default: asc } = await import('assemblyscript/asc')
  const source = ['src', 'kernels', 'assembly', `${name}.ts`].join('/')
  const written = new Map()
  const { error, stderr } = await asc.main([source, '--outFile', 'out.wasm', '--baseDir', root, ...options], {
    writeFile: (file, contents) => written.set(file, contents),
  })
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
  const base64 = Buffer.from(written.get('out.wasm')).toString('base64')
  return [
    `/** \`assembly/${name}.ts\` as WebAssembly, in base64: written by \`npm run kernels\`. */`,
    `export const ${name}Base64 =\n  '${base64}'\n`,
  ].join('\n')
}
