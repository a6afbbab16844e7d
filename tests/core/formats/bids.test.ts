import { describe, expect, it } from 'vitest'
import { bidsCompanions, bidsRuns } from '../../../src/core/formats/bids.ts'
import { mergeSidecars, readSidecar } from '../../../src/core/formats/sidecar.ts'

const dataset = [
  'dataset_description.json',
  'task-tap_bold.json',
  'task-rest_bold.json',
  'task-tap_events.tsv',
  'sub-01/sub-01_bold.json',
  'sub-01/anat/sub-01_T1w.nii.gz',
  'sub-01/func/sub-01_task-tap_run-1_bold.nii.gz',
  'sub-01/func/sub-01_task-tap_run-1_events.tsv',
  'sub-01/func/sub-01_task-tap_run-2_bold.nii.gz',
  'sub-01/func/sub-01_task-tap_run-10_bold.nii.gz',
  'sub-01/func/sub-01_task-tap_run-1_sbref.nii.gz',
  'sub-02/func/sub-02_task-rest_bold.nii.gz',
  '.git/annex/sub-01_task-tap_bold.nii.gz',
  'derivatives/fmriprep/sub-01/anat/sub-01_space-MNI_desc-preproc_T1w.nii.gz',
  'derivatives/fmriprep/sub-01/func/sub-01_task-tap_run-1_space-MNI_desc-preproc_bold.nii.gz',
  'derivatives/fmriprep/sub-01/func/sub-01_task-tap_run-1_space-MNI_desc-brain_mask.nii.gz',
  'derivatives/fmriprep/sub-01/func/sub-01_task-tap_run-1_desc-confounds_timeseries.tsv',
]

describe('the runs of a folder', () => {
  it('are those named bold, numbers in their order, hidden folders left out', () => {
    expect(bidsRuns(dataset).map(({ subject, task, run, other }) => [subject, task, run, other])).toEqual([
      ['01', 'tap', '1', 'space-MNI desc-preproc'],
      ['01', 'tap', '1', ''],
      ['01', 'tap', '2', ''],
      ['01', 'tap', '10', ''],
      ['02', 'rest', '', ''],
    ])
  })
})

describe('what belongs to a run', () => {
  it('is inherited from above, the nearest last, and found in derivatives by its names', () => {
    expect(bidsCompanions('sub-01/func/sub-01_task-tap_run-1_bold.nii.gz', dataset)).toEqual({
      events: 'sub-01/func/sub-01_task-tap_run-1_events.tsv',
      sidecars: ['task-tap_bold.json', 'sub-01/sub-01_bold.json'],
      confounds: 'derivatives/fmriprep/sub-01/func/sub-01_task-tap_run-1_desc-confounds_timeseries.tsv',
      mask: null,
      anatomy: 'sub-01/anat/sub-01_T1w.nii.gz',
    })
  })

  it('takes the events of the task where the run has none of its own, and never another run’s', () => {
    expect(bidsCompanions('sub-01/func/sub-01_task-tap_run-2_bold.nii.gz', dataset)).toMatchObject({
      events: 'task-tap_events.tsv',
      confounds: null,
    })
  })

  it('gives a derivative the raw events and sidecars, and mask and anatomy of its own space', () => {
    const run = 'derivatives/fmriprep/sub-01/func/sub-01_task-tap_run-1_space-MNI_desc-preproc_bold.nii.gz'
    expect(bidsCompanions(run, dataset)).toEqual({
      events: 'sub-01/func/sub-01_task-tap_run-1_events.tsv',
      sidecars: ['task-tap_bold.json', 'sub-01/sub-01_bold.json'],
      confounds: 'derivatives/fmriprep/sub-01/func/sub-01_task-tap_run-1_desc-confounds_timeseries.tsv',
      mask: 'derivatives/fmriprep/sub-01/func/sub-01_task-tap_run-1_space-MNI_desc-brain_mask.nii.gz',
      anatomy: 'derivatives/fmriprep/sub-01/anat/sub-01_space-MNI_desc-preproc_T1w.nii.gz',
    })
  })

  it('is nothing of another task or subject', () => {
    expect(bidsCompanions('sub-02/func/sub-02_task-rest_bold.nii.gz', dataset)).toEqual({
      events: null,
      sidecars: ['task-rest_bold.json'],
      confounds: null,
      mask: null,
      anatomy: null,
    })
  })
})

it('a field of a nearer sidecar replaces that of one above', () => {
  const above = readSidecar('{"RepetitionTime": 2, "EchoTime": 0.03}', 'task.json')
  const near = readSidecar('{"RepetitionTime": 2.5}', 'run.json')
  expect(mergeSidecars([above, near], 'run.json')).toMatchObject({
    repetitionTimeSeconds: 2.5,
    echoTimeSeconds: 0.03,
  })
})
