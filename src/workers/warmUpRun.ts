import { writeNifti } from '../core/formats/niftiWrite.ts'
import { randomStream } from '../core/math/random.ts'
import type { Inflate } from './inflate.ts'
import { asInFile, quietPass } from './heldRun.ts'
import { loadRun } from './loadRun.ts'

const dims = [24, 24, 12] as const
const scanCount = 48

/** Reads a made-up run as runs are read, masks it and cuts its series. */
export async function warmUpRun(inflate: Inflate): Promise<void> {
  const run = await loadRun({ file: await madeUpRun() }, { ...quietPass, budgetBytes: Infinity, inflate })
  const { voxels } = await run.mask(
    { kind: 'nilearn-epi', lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 },
    asInFile,
  )
  await run.mask({ kind: 'spm12-threshold', fractionOfGlobal: 0.8 }, asInFile)
  await run.slabs(asInFile, voxels, quietPass)
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
