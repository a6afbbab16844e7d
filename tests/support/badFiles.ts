import { readFileSync } from 'node:fs'
import { gzipMember } from './gzipFiles.ts'
import { niftiFile, smallRun, type NiftiRecipe } from './niftiFiles.ts'
import { fixtures } from './referenceAnalyses.ts'
import { spmOutput } from './spmOutput.ts'

/** A file to drop. */
export interface TestFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Something that cannot be used, in words, and the files that are it. */
export interface BadInput {
  readonly what: string
  readonly files: readonly TestFile[]
}

/** A text file. */
function text(name: string, content: string): TestFile {
  return { name, bytes: new TextEncoder().encode(content) }
}

function one(what: string, file: TestFile): BadInput {
  return { what, files: [file] }
}

function image(what: string, name: string, bytes: Uint8Array): BadInput {
  return one(what, { name, bytes })
}

function run(what: string, recipe: NiftiRecipe): BadInput {
  const make = recipe.values === undefined ? smallRun : niftiFile
  return image(what, 'sub-01_task-tap_bold.nii', make(recipe))
}

const dim = [4, 3, 4, 5, 6] as const
const count = 3 * 4 * 5 * 6

function filled(value: number): NiftiRecipe {
  return { dim, datatype: 'float32', values: new Array<number>(count).fill(value) }
}

function damaged(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  copy.fill(0x55, Math.floor(copy.length / 2), Math.floor(copy.length / 2) + 16)
  return copy
}

function beginningWith(at: number, mark: string): Uint8Array {
  const bytes = new Uint8Array(1024).fill(7)
  bytes.set(new TextEncoder().encode(mark), at)
  return bytes
}

function utf16(content: string): Uint8Array {
  return Uint8Array.from({ length: 2 * content.length }, (_, i) =>
    i % 2 === 0 ? content.charCodeAt(i / 2) : 0,
  )
}

const pointer = '../../.git/annex/objects/xx/MD5E-s1234--0123456789.nii.gz\n'
const gz = gzipMember(smallRun())

/** Images that are no run. */
const images: readonly BadInput[] = [
  image('a compressed run that stops in the middle', 'sub-01_bold.nii.gz', gz.slice(0, gz.length / 2)),
  image('a compressed run that is damaged', 'sub-01_bold.nii.gz', damaged(gz)),
  one('text named as a run', text('sub-01_bold.nii', 'these are notes, not an image\n'.repeat(40))),
  one('a pointer in place of the run', text('sub-01_bold.nii.gz', pointer)),
  image('compressed text', 'sub-01_bold.nii.gz', gzipMember(new TextEncoder().encode('notes\n'.repeat(99)))),
  image('an archive named as a run', 'sub-01_bold.nii.gz', gzipMember(beginningWith(257, 'ustar'))),
  image('DICOM named as a run', 'sub-01_bold.nii', beginningWith(128, 'DICM')),
  image('an empty file', 'sub-01_bold.nii', new Uint8Array(0)),
  image('a header cut off', 'sub-01_bold.nii', smallRun().slice(0, 200)),
  image('fewer volumes than the header promises', 'sub-01_bold.nii', smallRun().slice(0, 352 + 2 * 200)),
  image(
    'a compressed file whose header promises gigabytes',
    'sub-01_bold.nii.gz',
    gzipMember(niftiFile({ dim: [4, 256, 256, 100, 500], values: [1, 2, 3] })),
  ),
  run('a 3D image named as a run', { dim: [3, 3, 4, 5], values: Array.from({ length: 60 }, (_, i) => i) }),
  run('a run of one volume', { dim: [4, 3, 4, 5, 1] }),
  run('a run of 0 volumes', { dim: [4, 3, 4, 5, 0], values: [] }),
  run('five dimensions', { dim: [5, 3, 4, 5, 3, 2] }),
  run('nothing but zeros', filled(0)),
  run('nothing but NaN', filled(NaN)),
  run('nothing but infinities', filled(Infinity)),
  run('the same number everywhere', filled(7)),
  run('colours', { dim, datatypeCode: 128 }),
  run('complex numbers', { dim, datatypeCode: 32 }),
  run('a type that does not exist', { dim, datatypeCode: 999 }),
  run('a negative number of voxels', { dim: [4, -3, 4, 5, 6], values: [1] }),
  run('an absurd number of voxels', { dim: [4, 30000, 30000, 30000, 6], values: [1] }),
  run('a singular affine', { sformCode: 1, sform: new Array<number>(12).fill(0) }),
  run('a voxel size that is not a number', { pixdim: [1, NaN, 3, 3, 2] }),
  run('voxels placed inside the header', { voxelOffset: 40 }),
  run('a scaling that is not a number', { slope: 2, intercept: NaN }),
  image('a .hdr without its .img', 'sub-01_bold.hdr', smallRun({ magic: 'ni1' }).slice(0, 348)),
  image('an .img without its .hdr', 'sub-01_bold.img', smallRun().slice(352)),
  {
    what: 'an ANALYZE pair',
    files: [
      { name: 'sub-01_bold.hdr', bytes: smallRun({ magic: '' }).slice(0, 348) },
      { name: 'sub-01_bold.img', bytes: smallRun().slice(352) },
    ],
  },
]

const header = 'onset\tduration\ttrial_type\n'

/** Tables, sidecars and sessions that cannot be used with the run of the tests (60 scans). */
const texts: readonly BadInput[] = [
  one('events without an onset', text('events.tsv', 'start\tduration\ttrial_type\n1\t5\ttap\n')),
  one('events with a word for an onset', text('events.tsv', `${header}soon\t5\ttap\n`)),
  one('events with decimal commas', text('events.tsv', `${header}12,5\t5,0\ttap\n40,5\t5,0\ttap\n`)),
  one('events without a duration in a row', text('events.tsv', `${header}1\t5\ttap\n20\tn/a\ttap\n`)),
  one('events with two onsets', text('events.tsv', 'onset\tonset\tduration\n1\t2\t5\n')),
  one('events without any', text('events.tsv', header)),
  one('events of another run', text('events.tsv', `${header}500\t5\ttap\n`)),
  one('events in milliseconds', text('events.tsv', `${header}10000\t5000\ttap\n40000\t5000\ttap\n`)),
  one('events with too many cells in a row', text('events.csv', 'onset,duration\n1,5,7\n')),
  one('events without columns', text('events.tsv', 'onset duration trial_type\n1 5 tap\n')),
  one('an empty table', text('events.tsv', '')),
  image('a table in UTF-16', 'events.tsv', utf16(`${header}1\t5\ttap\n`)),
  one('confounds of another run', text('confounds.tsv', `a\tb\n${'1\t2\n3\t4\n'.repeat(10)}`)),
  one('confounds without numbers', text('confounds.tsv', 'a\tb\nx\ty\n')),
  one('confounds with decimal commas', text('confounds.tsv', 'a\tb\n1,5\t2\n2,5\t4\n')),
  one('confounds without names', text('confounds.tsv', '1\t2\n3\t4\n')),
  one('a sidecar that is not JSON', text('sub-01_bold.json', '{"RepetitionTime": 2,')),
  one('a sidecar that is a list', text('sub-01_bold.json', '["RepetitionTime"]')),
  one('a session of nothing', text('mine.glmscope.json', '{"format": "glmscope-session"}')),
  one('a document', text('report.docx', 'PK\u0003\u0004')),
]

const volume = Array.from({ length: 60 }, (_, i) => i % 2)

/** Images beside the run that do not fit it. */
const besideRun: readonly BadInput[] = [
  image(
    'a mask on another grid',
    'brain_mask.nii',
    niftiFile({ dim: [3, 3, 4, 5], datatype: 'uint8', values: volume }),
  ),
  image(
    'an anatomy without contrast',
    'sub-01_T1w.nii',
    niftiFile({ dim: [3, 3, 4, 5], values: volume.map(() => 3) }),
  ),
  image(
    'an anatomy somewhere else',
    'sub-01_T1w.nii',
    niftiFile({
      dim: [3, 3, 4, 5],
      values: volume,
      sformCode: 1,
      sform: [1, 0, 0, 9000, 0, 1, 0, 0, 0, 0, 1, 0],
    }),
  ),
  image(
    'a map of zeros',
    'spmT_0001.nii',
    niftiFile({ dim: [3, 3, 4, 5], values: volume.map(() => 0), intentCode: 3 }),
  ),
  image(
    'a map of numbered regions',
    'sub-01_stat-z_statmap.nii',
    niftiFile({ dim: [3, 3, 4, 5], values: volume.map((_, i) => i % 5) }),
  ),
  image(
    'a map of several volumes',
    'zstat1.nii',
    niftiFile({
      dim: [4, 3, 4, 5, 3],
      values: Array.from({ length: 180 }, (_, i) => Math.sin(i)),
      datatype: 'float32',
    }),
  ),
]

/** The beginning of a MAT file of version 7.3: a header of MATLAB's, then HDF5. */
function hdf5Mat(): Uint8Array {
  const bytes = new Uint8Array(1024)
  bytes.set(new TextEncoder().encode('MATLAB 7.3 MAT-file, Platform: GLNXA64'.padEnd(124)))
  bytes.set([0, 2, 0x49, 0x4d], 124)
  bytes.set([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a], 512)
  return bytes
}

/** Models of other programs that cannot be read. */
const models: readonly BadInput[] = [
  image('an SPM.mat that stops in the middle', 'SPM.mat', spmOutput('SPM.mat').slice(0, 40_000)),
  image('an SPM.mat of version 7.3', 'SPM.mat', hdf5Mat()),
  image('a MAT file of something else', 'SPM.mat', new Uint8Array(readFileSync(`${fixtures}mat/plain.mat`))),
  one('a design of FSL without its numbers', text('design.mat', '/NumWaves 2\n/NumPoints 3\n\n/Matrix\n')),
  one('a design matrix with words', text('sub-01_design.tsv', 'movement\tconstant\nmuch\t1\n')),
]

/** Every input that is refused beside a run that is open. */
export const refusedInputs: readonly BadInput[] = [...images, ...texts, ...besideRun, ...models]

/** Those that are refused without any run: the others wait for one. */
export const refusedAlone: readonly BadInput[] = [
  ...images,
  ...models,
  ...texts.filter(({ what }) => !/another run|milliseconds|a session/.test(what)),
]
