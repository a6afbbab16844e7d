import { describe, expect, it } from 'vitest'
import type { ImageFiles } from '../../src/protocol/runContract.ts'
import { asInFile } from '../../src/workers/heldRun.ts'
import { loadRun } from '../../src/workers/loadRun.ts'
import { inspectFiles } from '../../src/workers/inspectFiles.ts'
import { gzipMember, gzipMembers, joined } from '../support/gzipFiles.ts'
import { datatypes, smallRun } from '../support/niftiFiles.ts'

function fileOf(name: string, bytes: Uint8Array): File {
  return new File([bytes.slice()], name)
}

const checkpoint = (): Promise<void> => Promise.resolve()

async function meanOf(files: ImageFiles): Promise<Float64Array> {
  const run = await loadRun(files, {
    checkpoint,
    onProgress: () => undefined,
    budgetBytes: Infinity,
  })
  return (await run.moments(asInFile)).mean
}

const wanted = await meanOf({ file: fileOf('a.nii', smallRun()) })
const pairHeader = smallRun({ magic: 'ni1', voxelOffset: 0 }).slice(0, 348)
const forms: readonly (readonly [what: string, files: ImageFiles])[] = [
  ...[true, false].flatMap((littleEndian) =>
    datatypes.map(
      (datatype) =>
        [
          `${datatype}, ${littleEndian ? 'little' : 'big'}-endian`,
          { file: fileOf('a.nii', smallRun({ datatype, littleEndian })) },
        ] as const,
    ),
  ),
  ['NIfTI-2', { file: fileOf('a.nii', smallRun({ version: 2 })) }],
  ['an extension', { file: fileOf('a.nii', smallRun({ extensionBytes: 4096 })) }],
  ['gzip', { file: fileOf('a.nii.gz', gzipMember(smallRun())) }],
  ['gzip of seven members', { file: fileOf('a.nii.gz', gzipMembers(smallRun(), 7)) }],
  ['padded gzip', { file: fileOf('a.nii.gz', joined([gzipMember(smallRun()), new Uint8Array(600)])) }],
  ['a pair', { file: fileOf('a.hdr', pairHeader), voxels: fileOf('a.img', smallRun().slice(352)) }],
  [
    'a pair with offset, compressed',
    {
      file: fileOf('a.hdr.gz', gzipMember(smallRun({ magic: 'ni1', voxelOffset: 16 }).slice(0, 348))),
      voxels: fileOf('a.img.gz', gzipMember(joined([new Uint8Array(16), smallRun().slice(352)]))),
    },
  ],
]

describe('one run in many forms', () => {
  it.each(forms)('%s has the same mean to the last bit', async (_, files) => {
    expect(await meanOf(files)).toEqual(wanted)
  })
})

describe('pairs among dropped files', () => {
  it('are put together whatever their case and order; who is alone is refused', async () => {
    const header = fileOf('Run_bold.HDR', pairHeader)
    const voxels = fileOf('Run_bold.img', smallRun().slice(352))
    const [image, ...others] = await inspectFiles(
      [voxels, fileOf('other.img', smallRun()), header],
      {},
      checkpoint,
    )
    expect([image, ...others].map(({ kind }) => kind).toSorted()).toEqual(['bold', 'refused'])
    expect(others.concat(image ?? []).find(({ kind }) => kind === 'bold')).toMatchObject({
      file: header,
      voxels,
    })
  })
})

it('a file is taken for what it is said to be', async () => {
  const table = fileOf('motion.csv', new TextEncoder().encode('onset,duration\n1,2\n3,4\n'))
  const kinds = async (as?: 'confounds'): Promise<string[]> =>
    (await inspectFiles([table], as === undefined ? {} : { as }, checkpoint)).map(({ kind }) => kind)
  expect(await kinds()).toEqual(['events'])
  expect(await kinds('confounds')).toEqual(['confounds'])
})

it('asks for memory before any is taken', async () => {
  const file = fileOf('a.nii', smallRun())
  const loading = loadRun({ file }, { checkpoint, onProgress: () => undefined, budgetBytes: 100 })
  await expect(loading).rejects.toMatchObject({ finding: { code: 'run-over-memory' } })
})
