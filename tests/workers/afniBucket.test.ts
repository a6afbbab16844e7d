import { expect, test } from 'vitest'
import { readNiftiHeader } from '../../src/core/formats/niftiHeader.ts'
import { decodeVoxels } from '../../src/core/formats/niftiValues.ts'
import { readMap } from '../../src/workers/readMap.ts'
import { afniBucket } from '../support/afniBucket.ts'

const bytes = afniBucket()
const files = { file: new File([bytes], 'stats.nii') }
const checkpoint = (): Promise<void> => Promise.resolve()

test('a volume of a bucket is what AFNI says of it', async () => {
  const { statMap, values } = await readMap(files, { volume: 2 }, checkpoint)
  expect(statMap).toMatchObject({ kind: 't', tool: 'afni', contrastName: 'tap', degreesOfFreedom: [95] })
  const header = readNiftiHeader(bytes, 'stats.nii')
  const count = values.length
  const expected = new Float64Array(count)
  decodeVoxels(header, bytes.subarray(header.dataOffset), { firstVoxel: 2 * count, count }, expected)
  expect([...values]).toEqual([...expected])
})

test('without a choice its volumes are offered by their labels', async () => {
  await expect(readMap(files, {}, checkpoint)).rejects.toThrow(
    'Choose the volume to use: 1 Full_Fstat, 2 tap#0_Coef, 3 tap#0_Tstat.',
  )
})
