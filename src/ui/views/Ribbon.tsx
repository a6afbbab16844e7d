import { Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Pane, PaneState } from '../../state/appState.ts'
import { unbroken } from '../format.ts'
import { useFileDialog } from '../files/fileInput.ts'
import { progressText } from '../header/progressText.ts'
import { Icon } from '../parts/Icon.tsx'
import { conversionPower } from '../../state/units.ts'
import { IconButton } from '../parts/IconButton.tsx'
import type { Which } from '../selectors.ts'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'

interface RibbonProps {
  readonly which: Which
  readonly stale: boolean
}

/** Below a map: that it is being computed, is older than its settings, was cancelled, or cannot be had. */
export function Ribbon({ which, stale }: RibbonProps): ReactNode {
  if (which === 'difference') return <DifferenceRibbon />
  return <PaneRibbon pane={which} stale={stale} />
}

function PaneRibbon({ pane, stale }: { readonly pane: Pane; readonly stale: boolean }): ReactNode {
  const actions = useActions()
  const state = useApp((app) => app.panes[pane])
  const reason = useApp((app, selectors) => (stale ? selectors.staleReason(app, pane) : ''))
  const { job, refusal, shown } = state
  if (refusal !== null) return <Refused pane={pane} state={state} />
  if (job.status === 'running') {
    const { progress } = job
    return (
      <div className="ribbon ribbon-late">
        <span>{progress === null ? 'Preparing the fit' : progressText(progress)}</span>
        <Progress
          aria-label={`Progress of ${pane.toUpperCase()}`}
          className="ribbon-progress"
          value={progress === null ? 0 : (100 * progress.done) / Math.max(1, progress.total)}
        />
        <IconButton small icon="x" name="Cancel the fit" onClick={() => actions.cancel()} />
      </div>
    )
  }
  if (job.status === 'failed') return <Refused pane={pane} state={{ ...state, refusal: job.finding }} />
  if (job.status === 'cancelled') {
    const { at } = job
    const where =
      at === null || at.total === 0 ? '' : unbroken(` at ${Math.floor((100 * at.done) / at.total)} %`)
    return (
      <div className="ribbon">
        <span>
          Cancelled{where}. {shown === null ? 'Nothing has been fitted yet.' : 'The earlier fit is shown.'}
        </span>
        <RefitButton words="Continue" />
      </div>
    )
  }
  if (shown?.kind === 'imported') return null
  if (shown === null && job.status === 'idle' && !stale) return <NoMap pane={pane} />
  if (!stale || shown === null) return null
  return (
    <div className="ribbon ribbon-late">
      <Icon name="warn" small />
      <span>{reason}</span>
      <RefitButton words="Refit" />
    </div>
  )
}

function NoMap({ pane }: { readonly pane: Pane }): ReactNode {
  const openDialog = useFileDialog()
  const hasMaps = useApp((state) => state.maps.files.length > 0)
  const hasRun = useApp((state) => state.run !== null)
  return (
    <div className="ribbon">
      <span>
        {hasRun
          ? `Nothing to fit in ${pane.toUpperCase()} yet: its events, or a design from a file, are missing.`
          : hasMaps
            ? `No map in ${pane.toUpperCase()}: add another, or show one of those under Data here.`
            : 'Nothing to show yet: add the BOLD run, or maps of the analysis.'}
      </span>
      <button type="button" className="link-button" onClick={openDialog}>
        Add files
      </button>
    </div>
  )
}

function RefitButton({ words }: { readonly words: string }): ReactNode {
  const actions = useActions()
  return (
    <button type="button" className="link-button" onClick={() => actions.refit()}>
      {words}
    </button>
  )
}

function Refused({ pane, state }: { readonly pane: Pane; readonly state: PaneState }): ReactNode {
  const { refusal, shown } = state
  if (refusal === null) return null
  return (
    <div
      className={shown === null ? 'refusal refusal-full' : 'refusal'}
      role="group"
      aria-label={`Why ${pane.toUpperCase()} is not fitted`}
    >
      <span className="bd">
        <Icon name="bad" />
      </span>
      <p title={`${refusal.message} ${refusal.remedy}`}>
        <b>{unbroken(refusal.message)}</b> {unbroken(refusal.remedy)}
        {shown !== null && <span className="t3"> The earlier fit is shown.</span>}
      </p>
    </div>
  )
}

function DifferenceRibbon(): ReactNode {
  const missing = useApp((state) =>
    (['a', 'b'] as const)
      .filter((pane) => state.panes[pane].shown === null)
      .map((pane) => pane.toUpperCase()),
  )
  const unlike = useAppInTurn(
    (state, selectors) =>
      conversionPower(state.view.map) !== 0 &&
      selectors.displayMap(state, 'a')?.unit !== selectors.displayMap(state, 'b')?.unit,
  )
  const why = useAppInTurn((state, selectors) => selectors.displayMap(state, 'difference') === null)
  if (missing.length > 0)
    return <div className="ribbon ribbon-late">No difference yet: {missing.join(' and ')} without a map.</div>
  if (unlike)
    return (
      <div className="ribbon">
        <Icon name="warn" small />
        Units differ: A and B each have their own scale; A − B mixes them.
      </div>
    )
  if (why) return <div className="ribbon">This map has no difference here: one pane does not have it.</div>
  return null
}
