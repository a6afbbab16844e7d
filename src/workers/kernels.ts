import { plainKernels, type SlabKernels } from '../core/glm/slabKernels.ts'
import { plainVolumeKernels, type VolumeKernels } from '../core/volume/volumeKernels.ts'
import { slabKernelsBase64 } from '../kernels/slabKernelsBytes.ts'
import { wrapKernels, type CompiledKernels } from '../kernels/slabKernels.ts'
import { wrapVolumeKernels } from '../kernels/volumeKernels.ts'
import { volumeKernelsBase64 } from '../kernels/volumeKernelsBytes.ts'
import type { CompiledVolumeKernels } from '../kernels/volumeModule.ts'

/** A module from its bytes in base64. Throws where WebAssembly or its SIMD is missing. */
export function compiledModule(base64: string): WebAssembly.Module {
  return new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
}

/** Kernels for one worker: compiled ones, or the plain ones where WebAssembly or its SIMD is missing. */
export function loadKernels(): SlabKernels {
  try {
    const compiled = compiledModule(slabKernelsBase64)
    return wrapKernels(() => new WebAssembly.Instance(compiled).exports as unknown as CompiledKernels)
  } catch {
    return plainKernels
  }
}

let ofThisWorker: VolumeKernels | null = null

/** Kernels for whole volumes. */
export function volumeKernels(): VolumeKernels {
  ofThisWorker ??= loadVolumeKernels()
  return ofThisWorker
}

function loadVolumeKernels(): VolumeKernels {
  try {
    const module = compiledModule(volumeKernelsBase64)
    const instantiate = (): CompiledVolumeKernels =>
      new WebAssembly.Instance(module).exports as unknown as CompiledVolumeKernels
    return wrapVolumeKernels(instantiate)
  } catch {
    return plainVolumeKernels
  }
}
