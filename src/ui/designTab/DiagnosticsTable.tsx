import type { ReactNode } from 'react'
import type { Pane } from '../../state/appState.ts'
import type { ContrastDiagnosis, RegressorDiagnosis } from '../../state/designDiagnostics.ts'
import { correlationWords, gradeWords, worthLeavingOut } from '../../state/designWords.ts'
import type { Grade } from '../../state/grades.ts'
import { expressionForDisplay, fixed, significant } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { VifMeter } from '../parts/VifMeter.tsx'
import { gradeTones } from './gradeTones.ts'
import type { DesignFocus } from './useDesignFocus.ts'
import { useLiveDesign } from './useLiveDesign.ts'

/** Weaker correlations than this are not named. */
const worthNaming = 0.1

interface DiagnosticsTableProps {
  readonly pane: Pane
  readonly focus: DesignFocus
}

/** What collinearity costs each regressor and the contrast of a pane. */
export function DiagnosticsTable({ pane, focus }: DiagnosticsTableProps): ReactNode {
  const live = useLiveDesign(pane)
  const title = `Diagnostics ${pane.toUpperCase()}`
  return (
    <section className="cell">
      <div className="cell-head">
        <Chip of={pane} />
        <h3>{title}</h3>
        <span className="cell-note">s.e. at noise s.d. 1, ticks at VIF 5, 10</span>
      </div>
      {live.ok ? (
        <>
          <div className="diagnostics-scroll" tabIndex={0} role="region" aria-label={`${title}, rows`}>
            <table className="numbers diagnostics" aria-label={title}>
              <thead>
                <tr>
                  <th scope="col">regressor</th>
                  <th scope="col" className="r">
                    VIF
                  </th>
                  <th scope="col" aria-label="VIF on a scale" />
                  <th scope="col" className="r">
                    s.e.
                  </th>
                  <th scope="col">closest, r</th>
                  <th scope="col">verdict</th>
                </tr>
              </thead>
              <tbody>
                {live.diagnostics.regressors.map((row) => (
                  <RegressorRow key={row.name} row={row} focus={focus} />
                ))}
                {live.diagnostics.contrast && <ContrastRow row={live.diagnostics.contrast} />}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        <p className={live.refused ? 'small tone-bad' : 'small t2'}>{live.why}</p>
      )}
    </section>
  )
}

interface RegressorRowProps {
  readonly row: RegressorDiagnosis
  readonly focus: DesignFocus
}

function RegressorRow({ row, focus }: RegressorRowProps): ReactNode {
  const { name, closest } = row
  const chosen = focus.regressor === name
  return (
    <tr className={chosen ? 'chosen' : ''}>
      <th scope="row">
        <button
          type="button"
          className="link-button quiet"
          aria-pressed={chosen}
          onClick={() => focus.pick(name, null)}
        >
          {name}
        </button>
      </th>
      <VifCells vif={row.vif} />
      <td className="r">{row.standardError === null ? '–' : significant(row.standardError)}</td>
      <td className="t2 diagnostics-closest">
        {closest !== null && Math.abs(closest.r) >= worthNaming && (
          <>
            {closest.name}{' '}
            <span className={correlationWords(closest.r) === 'high' ? 'tone-bad' : ''}>
              {fixed(closest.r, 3)}
            </span>
          </>
        )}
      </td>
      <GradeCell grade={row.grade} />
    </tr>
  )
}

function ContrastRow({ row }: { readonly row: ContrastDiagnosis }): ReactNode {
  const { leaner, standardError } = row
  const ratio = leaner === null || standardError === null ? 1 : standardError / leaner.standardError
  return (
    <tr className="contrast-row">
      <th scope="row" className="ellipsis" title={row.text}>
        <span className="sr-only">contrast </span>
        <code>{expressionForDisplay(row.text)}</code>
      </th>
      <VifCells vif={row.grade === 'not-estimable' ? Infinity : row.vif} />
      <td className="r">{standardError === null ? '–' : significant(standardError)}</td>
      <td className="t2 diagnostics-closest">
        {leaner !== null && ratio >= worthLeavingOut && (
          <>
            {fixed(ratio, 1)} × s.e. without {leaner.without}
          </>
        )}
      </td>
      <GradeCell grade={row.grade} />
    </tr>
  )
}

function VifCells({ vif }: { readonly vif: number | null }): ReactNode {
  return (
    <>
      <td className="r">{vif === null ? <span className="t3">–</span> : fixed(vif, 1)}</td>
      <td className="vif-cell">{vif !== null && <VifMeter vif={Math.min(vif, 1e6)} />}</td>
    </>
  )
}

function GradeCell({ grade }: { readonly grade: Grade | null }): ReactNode {
  return (
    <td className={grade === null ? 't3' : gradeTones[grade]}>{grade === null ? '–' : gradeWords[grade]}</td>
  )
}
