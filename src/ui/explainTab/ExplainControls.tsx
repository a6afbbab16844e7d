import { Button, Progress } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import type { AppState } from '../../state/appState.ts'
import { explainBlocked, explanationIsStale, shareUncertainty } from '../../state/explainView.ts'
import { unbroken, withUnit } from '../format.ts'
import { Icon } from '../parts/Icon.tsx'
import type { Progress as WorkProgress } from '../selectors.ts'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { percent } from './explainWords.ts'

/** Starts the explanation, says how far it is or why there is none. */
export function ExplainControls(): ReactNode {
  const actions = useActions()
  const reasonId = useId()
  const blocked = useApp(explainBlocked)
  const running = useApp((state) => state.explain.job.status === 'running')
  const fresh = useApp((state) => state.explain.job.status === 'done' && !explanationIsStale(state))
  return (
    <div className="explain-controls">
      <Button
        variant={fresh || running || blocked !== null ? 'default' : 'filled'}
        aria-disabled={blocked !== null}
        aria-describedby={reasonId}
        onClick={() => {
          if (blocked === null) actions.explain()
        }}
      >
        Explain difference
      </Button>
      {running && (
        <Button leftSection={<Icon name="x" small />} onClick={() => actions.cancel()}>
          Cancel
        </Button>
      )}
      <RefitProgress />
      <div id={reasonId} className="explain-status">
        {blocked === null ? <Status /> : <span className="t2">{blocked}</span>}
      </div>
    </div>
  )
}

function RefitProgress(): ReactNode {
  const done = useApp(({ explain: { job } }) => (job.status === 'running' ? (job.progress?.done ?? 0) : null))
  const total = useApp(({ explain: { job } }) => (job.status === 'running' ? (job.progress?.total ?? 1) : 1))
  if (done === null) return null
  return (
    <Progress
      aria-label="Progress of the explanation"
      className="explain-progress"
      value={(100 * done) / Math.max(1, total)}
    />
  )
}

function Status(): ReactNode {
  const words = useAppInTurn(statusWords) ?? ''
  const job = useApp((state) => state.explain.job)
  const stale = useApp(explanationIsStale)
  if (job.status === 'failed') {
    return (
      <span className="explain-refusal">
        <span className="bd">
          <Icon name="bad" small />
        </span>
        <b>{unbroken(job.finding.message)}</b> {unbroken(job.finding.remedy)}
      </span>
    )
  }
  if (stale && job.status !== 'running') {
    return (
      <span className="wn">
        <Icon name="warn" small /> Explained for earlier settings.
      </span>
    )
  }
  return <span className="t2">{words}</span>
}

function statusWords(state: AppState): string {
  const { job, shown } = state.explain
  const uncertainty = shareUncertainty(state)
  const spread = uncertainty === null || uncertainty === 0 ? '' : `, ± ${percent(uncertainty)}`
  switch (job.status) {
    case 'idle':
      return 'Refits every mixture of A’s and B’s settings to measure which setting makes the difference.'
    case 'running':
      return job.progress?.unit === 'steps'
        ? `${String(job.progress.done)} of ${String(job.progress.total)} refits${spread}`
        : (job.progress?.what ?? 'Preparing the refits')
    case 'done':
      return doneWords(shown?.uses.size ?? 0, shown?.refitCount ?? 0, job.milliseconds, spread)
    case 'cancelled':
      return cancelledWords(job.at, spread)
    case 'failed':
      return ''
  }
}

function doneWords(mixtures: number, refits: number, milliseconds: number, spread: string): string {
  const time = withUnit((milliseconds / 1000).toFixed(1), 's')
  return `${String(mixtures)} mixtures from ${String(refits)} refits in ${time}${spread === '' ? ', exact' : spread}`
}

function cancelledWords(at: WorkProgress | null, spread: string): string {
  if (at?.unit !== 'steps' || at.done === 0) return 'Cancelled before the first refit.'
  const kept = spread === '' ? 'Too few for an estimate.' : `The estimate from them is shown${spread}.`
  return `Cancelled after ${String(at.done)} of ${String(at.total)} refits. ${kept}`
}
