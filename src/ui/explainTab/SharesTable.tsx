import type { ReactNode } from 'react'
import { settingColours } from '../../charts/settingColours.ts'
import type { SwitchContribution } from '../../core/compare/attribution.ts'
import type { SpecGroup } from '../../core/pipeline/specDifferences.ts'
import {
  explainedUnit,
  explanationAtCrosshair,
  largestRemainder,
  type ExplainedVoxel,
} from '../../state/explainView.ts'
import { fixed, significant } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { describeSetting } from '../rail/settings/describe.ts'
import { useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { switchLabel } from './switchWords.ts'
import { useExplained, type Explained } from './useExplained.ts'

/** Every setting's share of the difference in numbers, and their total. */
export function SharesTable(): ReactNode {
  const explained = useExplained()
  const here = useAppInTurn(explanationAtCrosshair) ?? null
  if (explained === null) return null
  const { switches } = explained.attribution
  const scales: Scales = {
    shift: Math.max(...switches.map(({ meanShift }) => Math.abs(meanShift))),
    here: Math.max(0, ...(here?.contributions ?? []).map(Math.abs)),
  }
  return (
    <div className="explain-scroll" role="region" aria-label="Shares, all columns" tabIndex={0}>
      <table className="numbers" aria-label="Shares">
        <Head />
        <tbody>
          {explained.explanation.switches.map((group, index) => (
            <SwitchRow key={group} {...{ group, index, explained, here, scales }} />
          ))}
        </tbody>
        <tfoot>
          <TotalRow {...{ explained, here, scales }} />
        </tfoot>
      </table>
      <Notes />
    </div>
  )
}

/** The largest contribution of its column: what is tiny beside it is rounding. */
interface Scales {
  readonly shift: number
  readonly here: number
}

function Head(): ReactNode {
  const unit = useApp((state) => explainedUnit(state).text)
  const unitText = unit === '' ? '' : ` (${unit})`
  return (
    <thead>
      <tr>
        <th scope="col">setting</th>
        <th scope="col">
          <Chip of="a" />
        </th>
        <th scope="col">
          <Chip of="b" />
        </th>
        <th scope="col" className="r" title="Covariance with A − B over its variance, over voxels">
          share
        </th>
        <th scope="col" className="r" title="With uniform shifts counted">
          of mean square
        </th>
        <th scope="col" className="r">
          over orders
        </th>
        <th scope="col" className="r">
          mean A − B{unitText}
        </th>
        <th scope="col" className="r">
          A − B at crosshair{unitText}
        </th>
      </tr>
    </thead>
  )
}

interface RowProps {
  readonly explained: Explained
  readonly here: ExplainedVoxel | null
  readonly scales: Scales
}

interface SwitchRowProps extends RowProps {
  readonly group: SpecGroup
  readonly index: number
}

function SwitchRow({ group, index, explained, here, scales }: SwitchRowProps): ReactNode {
  const { attribution, explanation } = explained
  const { varies, basis } = attribution
  const each = attribution.switches[index]
  if (each === undefined) return null
  return (
    <tr>
      <th scope="row">
        <i className="swatch" style={{ background: settingColours[group] }} aria-hidden />
        {switchLabel(group, explanation)}
      </th>
      <SettingCells group={group} />
      <td className="r">
        {varies ? points(each.share) : '–'}
        {basis === 'sampled' && <small className="t3"> ± {fixed(100 * each.standardError, 1)}</small>}
      </td>
      <td className="r">{points(each.meanSquareShare)}</td>
      <td className="r t3">{varies ? rangeText(each) : '–'}</td>
      <td className="r">{tidy(-each.meanShift, scales.shift)}</td>
      <td className="r">{here === null ? '–' : tidy(here.contributions[index] ?? 0, scales.here)}</td>
    </tr>
  )
}

function TotalRow({ explained, here, scales }: RowProps): ReactNode {
  const { switches, varies } = explained.attribution
  const total = (pick: (each: SwitchContribution) => number): number =>
    switches.reduce((sum, each) => sum + pick(each), 0)
  const totalHere = here?.contributions.reduce((sum, value) => sum + value, 0)
  return (
    <tr>
      <th scope="row">Total</th>
      <td />
      <td />
      <td className="r">{varies ? points(total(({ share }) => share)) : '–'}</td>
      <td className="r">{points(total(({ meanSquareShare }) => meanSquareShare))}</td>
      <td />
      <td className="r">{tidy(-total(({ meanShift }) => meanShift), scales.shift)}</td>
      <td className="r">{totalHere === undefined ? '–' : tidy(totalHere, scales.here)}</td>
    </tr>
  )
}

function SettingCells({ group }: { readonly group: SpecGroup }): ReactNode {
  const a = useApp(({ settings }) => (settings === null ? '' : describeSetting(group, settings.pipelines.a)))
  const b = useApp(({ settings }) => (settings === null ? '' : describeSetting(group, settings.pipelines.b)))
  return (
    <>
      <td className="ca">{a}</td>
      <td className="cb">{b}</td>
    </>
  )
}

/** How the columns are to be read, and what is left over. */
function Notes(): ReactNode {
  const remainder = useAppInTurn(largestRemainder) ?? null
  const outside = useAppInTurn((state) => explanationAtCrosshair(state) === null)
  return (
    <p className="t3 small">
      Differences are A − B: positive where the setting makes A larger. Share is the covariance with A − B
      over its variance, blind to a shift that all voxels have in common; of mean square counts it. A negative
      share works against the difference.{' '}
      {remainder !== null &&
        (remainder < 1e-6
          ? `Unexplained: at most ${significant(remainder, 1)} of the typical A − B (r.m.s.) at any voxel: rounding.`
          : `Not yet told apart: up to ${significant(remainder, 2)} of the typical A − B (r.m.s.) at a voxel.`)}
      {outside === true && ' The crosshair is outside the compared voxels.'}
    </p>
  )
}

/** A number beside others of that scale: what is rounding there reads 0. */
function tidy(value: number, scale: number): string {
  return Math.abs(value) < 1e-9 * scale ? '0' : significant(value)
}

function points(share: number): string {
  return `${fixed(100 * share, 1)}\u00a0%`
}

function rangeText({ order: { range } }: SwitchContribution): string {
  const [least, greatest] = range.map((value) => fixed(100 * value, 1))
  return least === greatest ? (least ?? '') : `${least ?? ''} … ${greatest ?? ''}`
}
