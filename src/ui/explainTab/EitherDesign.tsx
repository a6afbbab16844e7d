import { Button } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { settingColours } from '../../charts/settingColours.ts'
import type { AppState } from '../../state/appState.ts'
import {
  differenceInOtherDesign,
  eitherDesign,
  otherDesign,
  type EitherDesign as Either,
} from '../../state/explainOtherDesign.ts'
import { explainedUnit } from '../../state/explainView.ts'
import { fixed, significant } from '../format.ts'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { eitherDesignWords } from './eitherDesignWords.ts'
import { switchLabel, switchWords } from './switchWords.ts'

/** How much each setting matters with and without the explicit rest: the same pipelines refitted in the other design. */
export function EitherDesign(): ReactNode {
  const found = useAppInTurn(eitherDesign) ?? null
  const other = useApp(otherDesign)
  if (other === null) return null
  return (
    <section className="cell explain-either" aria-label="In either design">
      <div className="cell-head">
        <h3>Minimal against overparameterized</h3>
        <span className="cell-note">how much each setting matters in either design</span>
      </div>
      {found === null ? <Start /> : <Found found={found} />}
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
      return `${job.finding.message} ${job.finding.remedy}`
  }
}

function Found({ found }: { readonly found: Either }): ReactNode {
  const unit = useApp((state) => explainedUnit(state).text)
  const explanation = useApp((state) => state.explain.shown) ?? {
    onlyContrastDiffers: false,
    wholeDesign: false,
    tie: null,
  }
  const { switches, here, there, other } = found
  const own = other === 'minimal' ? 'overparameterized' : 'minimal'
  const unitText = unit === '' ? '' : ` (${unit})`
  const words = eitherDesignWords(
    found,
    switches.map((group) => switchWords(group, explanation)),
  )
  return (
    <>
      <p>{words}</p>
      <div
        className="explain-scroll"
        role="region"
        aria-label="Shares in either design, all columns"
        tabIndex={0}
      >
        <table className="numbers" aria-label="Shares in either design">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                setting
              </th>
              <th scope="colgroup" colSpan={2} className="r">
                share of A − B
              </th>
              <th scope="colgroup" colSpan={2} className="r">
                moves a voxel by{unitText}
              </th>
            </tr>
            <tr>
              {['share', 'step'].flatMap((of) =>
                [own, other].map((design) => (
                  <th key={of + design} scope="col" className="r">
                    {design}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {switches.map((group, i) => (
              <tr key={group}>
                <th scope="row">
                  <i className="swatch" style={{ background: settingColours[group] }} aria-hidden />
                  {switchLabel(group, explanation)}
                </th>
                <td className="r">{shareText(here.settings[i]?.share)}</td>
                <td className="r">{shareText(there.settings[i]?.share)}</td>
                <td className="r">{typicalText(here.settings[i]?.typical, here.typical)}</td>
                <td className="r">{typicalText(there.settings[i]?.typical, there.typical)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">A − B</th>
              <td className="r">r {fixed(here.r, 3)}</td>
              <td className="r">r {fixed(there.r, 3)}</td>
              <td className="r">{significant(here.typical)}</td>
              <td className="r">{significant(there.typical)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="t3 small">
        Moves a voxel by: root mean square over voxels of what the setting contributes to A − B. In the last
        row, r of A’s and B’s maps, and the root mean square of A − B.
      </p>
    </>
  )
}

function shareText(share: number | null | undefined): string {
  return share == null ? '–' : `${fixed(100 * share, 1)}\u00a0%`
}

/** What is rounding beside the whole difference reads 0. */
function typicalText(typical: number | undefined, whole: number): string {
  if (typical === undefined) return '–'
  return typical < 1e-9 * whole ? '0' : significant(typical)
}
