import type { ReactNode } from 'react'
import { count, fixed, significant, withUnit } from '../format.ts'
import type { Agreement, AgreementNumbers } from '../selectors.ts'
import { useApp } from '../store.ts'
import { mapLabels } from '../words.ts'

/** Correlation, slope, error and concordance in numbers, and which voxels pass in A, B or both. */
export function AgreementTable(): ReactNode {
  const agreement = useApp((state, selectors) => selectors.agreement(state))
  const map = useApp((state) => mapLabels[state.view.map])
  return (
    <section className="cell">
      <div className="cell-head">
        <h3>Agreement</h3>
        <span className="cell-note">{map}</span>
      </div>
      {agreement === null ? (
        <p className="t3 small">Shown once both maps are there.</p>
      ) : (
        <>
          <Lead agreement={agreement} />
          <Numbers agreement={agreement} />
          <AboveThreshold agreement={agreement} />
        </>
      )}
    </section>
  )
}

function Lead({ agreement: { asEstimated, shown } }: { readonly agreement: Agreement }): ReactNode {
  if (asEstimated === null) return null
  return (
    <p className="agreement-lead">
      As estimated, B’s values are <b>{fixed(asEstimated.slope, 2)} ×</b> A’s. In common units the slope is{' '}
      <b>{fixed(shown.slope, 2)}</b>.
    </p>
  )
}

const rows: readonly {
  readonly label: string
  readonly key: keyof AgreementNumbers
  readonly decimals: number
}[] = [
  { label: 'r', key: 'r', decimals: 3 },
  { label: 'slope of B on A', key: 'slope', decimals: 2 },
  { label: 'concordance', key: 'concordance', decimals: 3 },
]

function Numbers({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { asEstimated, shown, unit, rOfT } = agreement
  return (
    <table className="numbers">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">Measure</span>
          </th>
          {asEstimated && (
            <th scope="col" className="r">
              as est.
            </th>
          )}
          <th scope="col" className="r">
            {asEstimated ? 'common' : 'value'}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, key, decimals }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {asEstimated && <td className="r">{fixed(asEstimated[key], decimals)}</td>}
            <td className="r">{fixed(shown[key], decimals)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">RMS difference</th>
          {asEstimated && <td className="r">{significant(asEstimated.rmse)}</td>}
          <td className="r">{withUnit(significant(shown.rmse), unit.startsWith('%') ? '%' : unit)}</td>
        </tr>
        {rOfT !== null && (
          <tr>
            <th scope="row">r of t maps</th>
            {asEstimated && <td />}
            <td className="r">{fixed(rOfT, 3)}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function AboveThreshold({ agreement: { above, voxels } }: { readonly agreement: Agreement }): ReactNode {
  const threshold = useApp((state) => state.view.thresholdAbs)
  const what = useApp((state) => (state.view.thresholdOn === 't' ? '|t|' : '|map|'))
  return (
    <div className="agreement-above">
      {above !== null && (
        <>
          <div className="t2">
            Voxels with {what} &gt; {threshold}
          </div>
          <div className="agreement-bar" aria-hidden>
            <i style={{ flexGrow: above.aOnly, background: 'var(--a)' }} />
            <i style={{ flexGrow: above.both, background: 'var(--d)' }} />
            <i style={{ flexGrow: above.bOnly, background: 'var(--b)' }} />
          </div>
          <div className="agreement-counts">
            <span className="ca">A only {count(above.aOnly)}</span>
            <span>both {count(above.both)}</span>
            <span className="cb">B only {count(above.bOnly)}</span>
          </div>
        </>
      )}
      <p className="t3">
        {count(voxels.both)} voxels in both masks, {count(voxels.aOnly)} in A only, {count(voxels.bOnly)} in B
        only
      </p>
    </div>
  )
}
