import type { ReactNode } from 'react'
import type { Agreement } from '../../core/compare/agreement.ts'
import { agreementSummary, conversions, type AgreementSummary } from '../../state/comparison.ts'
import { count, fixed, significant, withUnit } from '../format.ts'
import { useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { mapLabels } from '../words.ts'
import { conversionWords } from './conversionWords.ts'
import { SignificanceCounts } from './SignificanceCounts.tsx'

/** Correlation, slope, error and concordance in numbers, and which voxels pass in A, B or both. */
export function AgreementTable(): ReactNode {
  const agreement = useAppInTurn(agreementSummary)
  const map = useApp((state) => mapLabels[state.view.map])
  return (
    <section className="cell agreement" aria-label="Agreement" tabIndex={0}>
      <div className="cell-head">
        <h3>Agreement</h3>
        <span className="cell-note">{map}</span>
      </div>
      {agreement == null ? (
        <p className="t3 small">{agreement === null ? 'Shown once both maps are there.' : ''}</p>
      ) : (
        <>
          <Lead agreement={agreement} />
          <Numbers agreement={agreement} />
          <SignificanceCounts />
          <p className="t3 agreement-voxels">{voxelWords(agreement)}</p>
        </>
      )}
    </section>
  )
}

function Lead({ agreement: { asEstimated, common } }: { readonly agreement: AgreementSummary }): ReactNode {
  const factors = useAppInTurn(conversions) ?? []
  if (asEstimated === null) return null
  return (
    <div className="agreement-lead">
      <p>
        As estimated, B’s values are <b>{fixed(asEstimated.slope, 2)} ×</b> A’s. In common units the slope is{' '}
        <b>{fixed(common.slope, 2)}</b>.
      </p>
      <p className="t3">{conversionWords(factors)}</p>
    </div>
  )
}

interface Row {
  readonly label: string
  readonly text: (numbers: Agreement) => string
}

const rows: readonly Row[] = [
  { label: 'r', text: ({ r }) => decimals(r, 3) },
  { label: 'slope of B on A', text: ({ slope }) => decimals(slope, 2) },
  { label: 'intercept', text: ({ intercept }) => figures(intercept) },
  { label: 'concordance', text: ({ concordance }) => decimals(concordance, 3) },
  { label: 'RMS difference', text: ({ rmse }) => figures(rmse) },
  { label: 'mean A − B', text: ({ meanDifference }) => figures(meanDifference) },
]

/** A number, or a dash where it is not defined. */
function decimals(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : fixed(value, digits)
}

function figures(value: number): string {
  return Number.isNaN(value) ? '–' : significant(value)
}

function Numbers({ agreement }: { readonly agreement: AgreementSummary }): ReactNode {
  const { asEstimated, common, unit, rOfT } = agreement
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
          <th scope="col" className="r" title={unit ?? undefined}>
            {asEstimated ? 'common' : columnUnit(unit)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, text }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {asEstimated && <td className="r">{text(asEstimated)}</td>}
            <td className="r">{text(common)}</td>
          </tr>
        ))}
        {rOfT !== null && (
          <tr>
            <th scope="row">r of t maps</th>
            {asEstimated && <td />}
            <td className="r">{decimals(rOfT, 3)}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function columnUnit(unit: string | null): string {
  if (unit === null) return 'mixed units'
  return unit === '' ? 'no unit' : unit
}

function voxelWords({ voxels }: AgreementSummary): string {
  const parts = [
    `${withUnit(count(voxels.both), 'voxels')} in both masks`,
    `${count(voxels.onlyA)} in A only`,
    `${count(voxels.onlyB)} in B only`,
    ...(voxels.notFinite === 0 ? [] : [`${count(voxels.notFinite)} left out, not finite`]),
  ]
  return parts.join(', ')
}
