import { Button } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import type { AppState } from '../../state/appState.ts'
import {
  differenceInOtherDesign,
  eitherDesign,
  otherDesign,
  type EitherDesign as Either,
  whyNoOtherDesign,
} from '../../state/explainOtherDesign.ts'
import { unbroken } from '../format.ts'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { EitherDesignTable } from './EitherDesignTable.tsx'
import { eitherDesignWords } from './eitherDesignWords.ts'
import { switchLabel, switchWords } from './switchWords.ts'

/** How much each setting matters with and without the explicit rest: the same pipelines refitted in the other design. */
export function EitherDesign(): ReactNode {
  const found = useAppInTurn(eitherDesign) ?? null
  const other = useApp(otherDesign)
  const whyNot = useApp(whyNoOtherDesign)
  if (other === null && whyNot === null) return null
  return (
    <section className="cell explain-either" aria-label="In either design">
      <div className="cell-head">
        <h3>Minimal against overparameterized</h3>
        <span className="cell-note">how much each setting matters in either design</span>
      </div>
      {whyNot !== null ? (
        <p className="t2">{whyNot}</p>
      ) : found === null ? (
        <Start />
      ) : (
        <Found found={found} />
      )}
    </section>
  )
}

function Start(): ReactNode {
  const actions = useActions()
  const reasonId = useId()
  const other = useApp(otherDesign)
  const blocked = useApp(differenceInOtherDesign.blocked)
  const running = useApp((state) => state.explainOther.job.status === 'running')
  const words = useApp(jobWords)
  return (
    <div className="explain-controls">
      <Button
        aria-disabled={blocked !== null || running}
        aria-describedby={reasonId}
        onClick={() => {
          if (blocked === null && !running) actions.explainOtherDesign()
        }}
      >
        Explain in the {other} design too
      </Button>
      <span id={reasonId} className="t2 explain-status" role="status">
        {blocked ?? words}
      </span>
    </div>
  )
}

function jobWords({ explainOther: { job } }: AppState): string {
  switch (job.status) {
    case 'idle':
    case 'done':
      return 'Refits every mixture once more with the other conditions; what is on screen stays.'
    case 'running':
      return job.progress?.unit === 'steps'
        ? `${String(job.progress.done)} of ${String(job.progress.total)} refits`
        : (job.progress?.what ?? 'Preparing the refits')
    case 'cancelled':
      return 'Cancelled.'
    case 'failed':
      return unbroken(`${job.finding.message} ${job.finding.remedy}`)
  }
}

function Found({ found }: { readonly found: Either }): ReactNode {
  const explanation = useApp((state) => state.explain.shown) ?? unexplained
  const words = found.switches.map((group) => switchWords(group, explanation))
  return (
    <>
      <p>{eitherDesignWords(found, words)}</p>
      <div
        className="explain-scroll"
        role="region"
        aria-label="Shares in either design, all columns"
        tabIndex={0}
      >
        <EitherDesignTable
          found={found}
          labels={found.switches.map((group) => switchLabel(group, explanation))}
        />
      </div>
      <p className="t3 small">
        Moves a voxel by: root mean square over voxels of what the setting contributes to A − B. In the last
        row, r of A’s and B’s maps, and the root mean square of A − B.
      </p>
    </>
  )
}

const unexplained = { onlyContrastDiffers: false, wholeDesign: false, tie: null }
