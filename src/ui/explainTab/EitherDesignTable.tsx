import type { ReactNode } from 'react'
import { settingColours } from '../../charts/settingColours.ts'
import type { EitherDesign } from '../../state/explainOtherDesign.ts'
import { explainedUnit } from '../../state/explainView.ts'
import { fixed, significant } from '../format.ts'
import { useApp } from '../store.ts'

interface EitherDesignTableProps {
  readonly found: EitherDesign
  /** Of the switches, in their order. */
  readonly labels: readonly ReactNode[]
}

/** Each setting's share and typical step in the design on screen, beside those in the other. */
export function EitherDesignTable({ found, labels }: EitherDesignTableProps): ReactNode {
  const { switches, here, there } = found
  return (
    <table className="numbers" aria-label="Shares in either design">
      <Head other={found.other} />
      <tbody>
        {switches.map((group, i) => (
          <tr key={group}>
            <th scope="row">
              <i className="swatch" style={{ background: settingColours[group] }} aria-hidden />
              {labels[i]}
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
  )
}

function Head({ other }: Pick<EitherDesign, 'other'>): ReactNode {
  const unit = useApp((state) => explainedUnit(state).text)
  const own = other === 'minimal' ? 'overparameterized' : 'minimal'
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          setting
        </th>
        <th scope="colgroup" colSpan={2} className="r">
          share of A − B
        </th>
        <th scope="colgroup" colSpan={2} className="r">
          moves a voxel by{unit === '' ? '' : ` (${unit})`}
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
