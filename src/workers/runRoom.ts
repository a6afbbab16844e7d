import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import type { RunKernels } from '../core/volume/runKernels.ts'
import { slabVoxels } from '../core/volume/slabBuilder.ts'
import { wrapRunKernels } from '../kernels/runKernels.ts'
import { runKernelsBase64 } from '../kernels/runKernelsBytes.ts'
import { storages, type CompiledRunKernels, type StoredForm } from '../kernels/storedForm.ts'
import { allocateBytes } from './blockSink.ts'
import { compiledModule } from './kernels.ts'

/** Memory for voxels as they are stored, with the compiled passes that can work on them there. */
export interface RunRoom {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Null where the browser has no WebAssembly SIMD, or for kinds of numbers that are rare. */
  readonly kernels: RunKernels | null
}

/** How a run's numbers are stored; `size` voxels a scan. */
export interface RoomForm extends Pick<NiftiHeader, 'datatype' | 'slope' | 'intercept'> {
  readonly size: number
  readonly scanCount: number
}

/** What the room is to hold: bytes of all scans, from which series can then be cut, or of a block of them at a time. */
export interface RoomNeed {
  readonly bytes: number
  readonly holdsAll: boolean
}

/** Sums of integers are exact in 32 bits up to so many scans. */
const mostScans = 32767

/** Makes room; in memory of a compiled module's own where it can. Throws a Refusal where the browser does not give as much. */
export function makeRunRoom(form: RoomForm, need: RoomNeed, fileName: string): RunRoom {
  return compiledRoom(form, need) ?? { bytes: allocateBytes(need.bytes, fileName), kernels: null }
}

function compiledRoom({ datatype, ...form }: RoomForm, { bytes, holdsAll }: RoomNeed): RunRoom | null {
  if (!isKnown(datatype) || form.scanCount > mostScans) return null
  const stored: StoredForm = {
    ...form,
    storage: datatype,
    bytesPerValue: datatype === 'float32' ? 4 : 2,
    storedBytes: bytes,
    slabVoxels: holdsAll ? slabVoxels : 0,
  }
  try {
    const { exports } = new WebAssembly.Instance(compiledModule(runKernelsBase64))
    return wrapRunKernels(exports as unknown as CompiledRunKernels, stored)
  } catch {
    return null
  }
}

function isKnown(datatype: NiftiHeader['datatype']): datatype is keyof typeof storages {
  return datatype in storages
}
