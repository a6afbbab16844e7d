import { describe, expect, test } from 'vitest'
import { sortDrop } from '../../../src/core/formats/drop.ts'
import { recognise } from '../../../src/core/formats/recognise.ts'
import type { FileKind } from '../../../src/core/formats/recognise.ts'
import { niftiFile, smallRun } from '../../support/niftiFiles.ts'
import { refusalOf } from '../../support/refusals.ts'

const text = (content: string): Uint8Array => new TextEncoder().encode(content)
const volume = (values: number[], intentCode = 0) =>
  niftiFile({ dim: [3, values.length, 1, 1], values, datatype: 'uint8', intentCode })
const events = text('onset\tduration\ttrial_type\n0\t10\trest\n')
const numbers = text('trans_x\ttrans_y\n0.1\t0.2\n')

test.each<[string, Uint8Array, FileKind]>([
  ['sub-01_task-tap_bold.nii.gz', smallRun(), 'bold'],
  ['anything.nii', smallRun(), 'bold'],
  ['mask_but_4d.nii', smallRun(), 'bold'],
  ['sub-01_task-tap_bold.nii.gz', volume([5, 6, 7]), 'bold'],
  ['sub-01_desc-brain_mask.nii.gz', volume([5, 6, 7]), 'mask'],
  ['roi.nii.gz', volume([0, 1, 1]), 'mask'],
  ['zeros.nii.gz', volume([0, 0, 0]), 'anatomy'],
  ['sub-01_T1w.nii.gz', volume([0, 1, 1]), 'anatomy'],
  ['image.nii.gz', volume([5, 6, 7]), 'anatomy'],
  ['image.nii.gz', volume([5, 6, 7], 3), 'map'],
  ['run_bold_desc-A_contrast-x_stat-t_statmap.nii.gz', volume([5, 6, 7]), 'map'],
  ['spmT_0001.nii', volume([5, 6, 7]), 'map'],
  ['run.nii', text('<html>'), 'bold'],
  ['mask.nii.gz', text('<html>'), 'mask'],
  ['sub-01_events.tsv', events, 'events'],
  ['stimuli.txt', events, 'events'],
  ['events.tsv', text(''), 'events'],
  ['events.tsv', Uint8Array.of(0xff, 0xfe, 0x6f, 0), 'events'],
  ['table.tsv', Uint8Array.of(0xff, 0xfe, 0x6f, 0), 'unknown'],
  ['sub-01_events.tsv', text('a\tb\n'), 'events'],
  ['paradigm.csv', text('Onset,Duration\n1,2\n'), 'events'],
  ['sub-01_desc-confounds_timeseries.tsv', numbers, 'confounds'],
  ['rp.tsv', numbers, 'confounds'],
  ['rp_asub-01.txt', text('  1.0e-01  2.0e-01  3.0e-01  4.0e-04  5.0e-04  6.0e-04\n'), 'confounds'],
  ['func_mcf.par', text('0.1  0.2  0.3  1  2  3  \n0.1  0.2  0.3  1  2  3  \n'), 'confounds'],
  ['six.txt', text(' 1 2 3 4 5 6\n 1 2 3 4 5 6\n'), 'confounds'],
  ['readme.txt', text('these are notes\non the run of 3 May\n'), 'unknown'],
  ['csf_confounds.tsv', text('csf\n0.1\n0.2\n'), 'confounds'],
  ['notes.tsv', text('name\tage\nx\ty\n'), 'unknown'],
  ['sub-01_bold.json', text('{"TaskName": "tap"}'), 'sidecar'],
  ['any.json', text('{"RepetitionTime": 2}'), 'sidecar'],
  ['dataset_description.json', text('{"Name": "x"}'), 'unknown'],
  ['a.glmscope.json', text('{}'), 'session'],
  ['a.json', text('{"format": "glmscope-session"}'), 'session'],
  ['photo.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'unknown'],
  ['readme.md', text('# Hello\n'), 'unknown'],
])('%s is recognised (case %#)', (name, head, kind) => {
  expect(recognise(name, head)).toBe(kind)
})

describe('sortDrop', () => {
  const file = (name: string, kind: FileKind) => ({ name, kind, file: name })

  test('sorts by kind, keeps all maps, names what it leaves out', () => {
    const drop = sortDrop([
      file('a.nii', 'bold'),
      file('e.tsv', 'events'),
      file('m1', 'map'),
      file('m2', 'map'),
      file('x', 'unknown'),
    ])
    expect(drop.one.bold?.name).toBe('a.nii')
    expect(drop.one.events?.name).toBe('e.tsv')
    expect(drop.one.mask).toBeUndefined()
    expect(drop.maps).toHaveLength(2)
    expect(drop.findings).toMatchObject([{ code: 'file-unknown', file: 'x', severity: 'note' }])
  })

  test('two runs in one drop are refused', () => {
    expect(refusalOf(() => sortDrop([file('a.nii', 'bold'), file('b.nii', 'bold')]))).toMatchObject({
      code: 'two-runs',
      message: 'The drop holds 2 BOLD runs: “a.nii”, “b.nii”.',
      remedy: 'Drop one run at a time, together with its own events.',
    })
    expect(refusalOf(() => sortDrop([file('a.tsv', 'events'), file('b.tsv', 'events')])).code).toBe(
      'two-of-a-kind',
    )
  })
})
