import { plainKernels, type SlabKernels } from '../core/glm/slabKernels.ts'
import { slabKernelsBase64 } from '../kernels/slabKernelsBytes.ts'
import { wrapKernels, type CompiledKernels } from '../kernels/slabKernels.ts'

/** Kernels for one worker: compiled ones, or the plain ones where WebAssembly or its SIMD is missing. */
export function loadKernels(): SlabKernels {
  try {
    const bytes = Uint8Array.from(atob(slabKernelsBase64), (character) => character.charCodeAt(0))
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
    return wrapKernels(exports as unknown as CompiledKernels)
  } catch {
    return plainKernels
  }
}
