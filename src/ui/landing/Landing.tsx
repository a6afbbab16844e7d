import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFileDialog, useFolderDialog } from '../files/fileInput.ts'
import { whyMapsDiffer } from '../../lessons/whyMapsDiffer.ts'
import { useStartLesson } from '../guide/useStartLesson.ts'
import { WaitingFiles } from '../intake/WaitingFiles.tsx'
import { Messages } from '../messages/Messages.tsx'
import { Icon } from '../parts/Icon.tsx'
import { NothingLeaves } from '../parts/NothingLeaves.tsx'
import { useActions, useApp } from '../store.ts'
import './landing.css'

/** The page before anything is loaded. */
export function Landing(): ReactNode {
  const hasMessages = useApp((state) => state.messages.length > 0)
  return (
    <div className="land">
      <div>
        <h1>
          Same run, two pipelines, different maps.
          <br />
          Which setting did it?
        </h1>
        <p className="land-sub">
          Drop one fMRI run and its events. GLMscope fits two first-level GLM pipelines side by side, in this
          browser, and shows voxel by voxel where the maps differ.
        </p>
        <DropZone />
        <WaitingFiles />
        {hasMessages && (
          <section className="land-messages">
            <h2>Messages</h2>
            <Messages />
          </section>
        )}
      </div>
      <WhatWillHappen />
      <div className="land-private">
        <NothingLeaves />
      </div>
    </div>
  )
}

function DropZone(): ReactNode {
  const openDialog = useFileDialog()
  const openFolder = useFolderDialog()
  const actions = useActions()
  return (
    <div className="land-drop">
      <div className="land-drop-head">
        <div>
          <h2>Drop a run here</h2>
          <div className="t2">
            files or{' '}
            <button type="button" className="link-button" onClick={openFolder}>
              a folder
            </button>
            , anywhere on the page
          </div>
        </div>
        <div className="spring" />
        <Button size="lg" leftSection={<Icon name="plus" />} onClick={openDialog}>
          Add files
        </Button>
        <Button
          size="lg"
          variant="filled"
          leftSection={<Icon name="play" />}
          onClick={() => actions.openSample()}
        >
          Open the sample
        </Button>
      </div>
      <LessonOffer />
      <dl>
        <dt>Needed</dt>
        <dd>
          4D BOLD run <code>.nii .nii.gz .hdr+.img</code> and events <code>.tsv .csv</code>
        </dd>
        <dt>Used if there</dt>
        <dd>
          BIDS sidecar <code>.json</code>, confounds <code>.tsv</code>, a mask, an anatomy to show maps on
        </dd>
        <dt>Or results</dt>
        <dd>
          maps of SPM, nilearn, FSL or AFNI, compared as they are; <code>SPM.mat</code> or a design matrix
        </dd>
        <dt>To continue</dt>
        <dd>
          a saved session <code>.glmscope.json</code>
        </dd>
      </dl>
    </div>
  )
}

function LessonOffer(): ReactNode {
  const start = useStartLesson()
  return (
    <p className="land-lesson t2">
      Nothing at hand?{' '}
      <Button variant="subtle" leftSection={<Icon name="lesson" />} onClick={start}>
        {whyMapsDiffer.title}
      </Button>
      five steps on a simulated run
    </p>
  )
}

function WhatWillHappen(): ReactNode {
  return (
    <section className="land-what">
      <h2>What will happen</h2>
      <ol>
        <li>
          <b>The files are read and checked</b>
          TR, onsets, conditions and grids. What is doubtful is listed with a remedy; nothing is guessed in
          silence.
        </li>
        <li>
          <b>Both pipelines are fitted</b>
          <span>
            <span className="ca">A with nilearn’s defaults</span>, <span className="cb">B with SPM12’s</span>.
            The sample opens with nilearn in both and two designs. Progress is shown and can be cancelled.
          </span>
        </li>
        <li>
          <b>You see A, B and A − B</b>
          One crosshair, one threshold, every setting beside them.
        </li>
      </ol>
    </section>
  )
}
