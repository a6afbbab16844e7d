import { writeNifti } from '../core/formats/niftiWrite.ts'
import { randomStream } from '../core/math/random.ts'
import type { SlabReceiver } from '../protocol/fitContract.ts'
import type { Inflate } from './inflate.ts'
import { epiMaskInParts } from '../core/volume/epiMask.ts'
import { usualEpiMask } from '../core/volume/likelyVoxels.ts'
import { asInFile, quietPass } from './heldRun.ts'
import { inspectFiles } from './inspectFiles.ts'
import { inTurns } from './inTurns.ts'
import { volumeKernels } from './kernels.ts'
import { loadRun } from './loadRun.ts'
import { sendSlabs } from './sendSlabs.ts'

const dims = [24, 24, 12] as const
const scanCount = 48

/** Of a usual run: a browser optimises compiled loops too only once they have gone round often enough. */
const usualDims = [64, 64, 36] as const
const usualMasks = 3

const nowhere: SlabReceiver = { receive: () => Promise.resolve(), keep: () => Promise.resolve() }

/** Recognises and reads a made-up run as runs are, masks it and deals out its series. */
export async function warmUpRun(inflate: Inflate): Promise<void> {
  const file = await madeUpRun()
  const [bold] = await inspectFiles([file, madeUpEvents()], {}, quietPass.checkpoint)
  if (bold?.kind !== 'bold') throw new Error('a made-up run is recognised')
  const run = await loadRun(bold, { ...quietPass, budgetBytes: Infinity, inflate })
  const { voxels } = await run.mask({ kind: 'nilearn-epi', ...usualEpiMask }, asInFile)
  await run.mask({ kind: 'spm12-threshold', fractionOfGlobal: 0.8 }, asInFile)
  const request = { dataKey: '', settings: asInFile, voxels }
  await sendSlabs(run, request, { ...quietPass, receivers: [nowhere, nowhere] })
  await warmUpMask()
}

async function warmUpMask(): Promise<void> {
  const kernels = volumeKernels()
  const mean = madeUpMean()
  const varies = new Uint8Array(mean.length).fill(1)
  const volume = { dims: usualDims, mean, storage: 'float64' } as const
  // A task for each part: a run may be dropped meanwhile.
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
  for (let i = 0; i < usualMasks; i++) {
    const mask = await inTurns(epiMaskInParts(volume, usualEpiMask, kernels), pause)
    kernels.fittableVoxels(mask, { mean, varies })
  }
}

/** The same ball at the usual size. */
function madeUpMean(): Float64Array {
  const [nx, ny, nz] = usualDims
  const { uniform } = randomStream(2)
  return Float64Array.from({ length: nx * ny * nz }, (_, i) => {
    const x = (i % nx) - nx / 2
    const y = (Math.floor(i / nx) % ny) - ny / 2
    return (x * x + y * y < 570 ? 900 : 10) + 200 * uniform()
  })
}

function madeUpEvents(): File {
  return new File(['onset\tduration\ttrial_type\n10\t20\ttask\n50\t20\ttask\n'], 'warm-up_events.tsv')
}

/** A bright ball in the dark, with noise. */
async function madeUpRun(): Promise<File> {
  const [nx, ny, nz] = dims
  const { uniform } = randomStream(1)
  const size = nx * ny * nz
  const values = Float32Array.from({ length: size * scanCount }, (_, i) => {
    const x = (i % nx) - nx / 2
    const y = (Math.floor(i / nx) % ny) - ny / 2
    const isInside = x * x + y * y < 80
    return (isInside ? 900 : 10) + 20 * uniform()
  })
  const bytes = writeNifti({
    grid: {
      dims,
      mmFromVoxel: Float64Array.of(3, 0, 0, -36, 0, 3, 0, -36, 0, 0, 3, -18, 0, 0, 0, 1),
      leftRightKnown: true,
    },
    values,
    volumes: scanCount,
    repetitionTimeSeconds: 2,
    storage: { datatype: 'int16', slope: 1, intercept: 0 },
  })
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('gzip'))
  return new File([await new Response(stream).arrayBuffer()], 'warm-up_bold.nii.gz')
}
