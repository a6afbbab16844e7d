import type { ReactNode } from 'react'
import { panes, type Pane } from '../../state/appState.ts'
import type { BetaRow, VoxelPane, VoxelSide } from '../../state/voxelView.ts'
import { expressionForDisplay, fixed } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { useVoxelSides } from './useVoxelSides.ts'

/** Every regressor's beta with its standard error and t in both panes, and the contrast. */
export function BetasTable(): ReactNode {
  const { a, b } = useVoxelSides()
  const sides = { a, b }
  // The larger design first, so that what only it has stands where it belongs.
  const order = panes.toSorted((one, other) => rowsOf(sides[other]).length - rowsOf(sides[one]).length)
  const names = [...new Set(order.flatMap((pane) => rowsOf(sides[pane]).map(({ name }) => name)))]
  return (
    <section className="cell">
      <div className="cell-head">
        <h3>Betas</h3>
        <span className="cell-note">each in its own units, ± standard error</span>
      </div>
      <div className="betas-scroll" tabIndex={0} role="region" aria-label="Betas, rows">
        <table className="numbers betas" aria-label="Betas">
          <thead>
            <tr>
              <td />
              {panes.map((pane) => (
                <th key={pane} scope="colgroup" colSpan={3} className="r">
                  <Chip of={pane} /> {unitOf(sides[pane])}
                </th>
              ))}
            </tr>
            <tr>
              <th scope="col">regressor</th>
              {panes.flatMap((pane) =>
                ['beta', 's.e.', 't'].map((what) => (
                  <th key={`${pane} ${what}`} scope="col" className="r">
                    {what}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {panes.map((pane) => (
                  <BetaCells
                    key={pane}
                    pane={pane}
                    row={rowsOf(sides[pane]).find((row) => row.name === name) ?? null}
                    absent={sides[pane].ok ? (name.startsWith('drift') ? 'filter' : '–') : ''}
                  />
                ))}
              </tr>
            ))}
            <ContrastRow sides={sides} />
          </tbody>
        </table>
      </div>
    </section>
  )
}

const rowsOf = (side: VoxelSide): readonly BetaRow[] => (side.ok ? side.pane.rows : [])
const unitOf = (side: VoxelSide): string => (side.ok ? side.pane.unit : '')

interface BetaCellsProps {
  readonly pane: Pane
  readonly row: BetaRow | null
  readonly absent: string
}

function BetaCells({ pane, row, absent }: BetaCellsProps): ReactNode {
  if (row === null)
    return (
      <td colSpan={3} className="r t3">
        {absent}
      </td>
    )
  return (
    <>
      <td className={`r tone-${pane}`}>{fixed(row.beta, 2)}</td>
      <td className="r t2">{fixed(row.standardError, 2)}</td>
      <td className="r">{Number.isFinite(row.t) ? fixed(row.t, 1) : '–'}</td>
    </>
  )
}

function ContrastRow({ sides }: { readonly sides: Readonly<Record<Pane, VoxelSide>> }): ReactNode {
  const views = panes.flatMap((pane) => {
    const side = sides[pane]
    return side.ok ? [side.pane] : []
  })
  const texts = [...new Set(views.map(({ contrast }) => expressionForDisplay(contrast.text)))]
  return (
    <tr className="contrast-row">
      <th scope="row" className="ellipsis">
        <code>{texts.join(' | ')}</code>
      </th>
      {panes.map((pane) => {
        const side = sides[pane]
        return side.ok ? (
          <ContrastCells key={pane} pane={pane} view={side.pane} />
        ) : (
          <td key={pane} colSpan={3} />
        )
      })}
    </tr>
  )
}

function ContrastCells({ pane, view }: { readonly pane: Pane; readonly view: VoxelPane }): ReactNode {
  const { effect, standardError, statistic, value } = view.contrast
  if (effect === null || standardError === null) {
    return (
      <td colSpan={3} className="r">
        {statistic} {value === null ? '–' : fixed(value, 2)}
      </td>
    )
  }
  return (
    <>
      <td className={`r tone-${pane}`}>{fixed(effect, 2)}</td>
      <td className="r t2">{fixed(standardError, 2)}</td>
      <td className="r">{value === null ? '–' : fixed(value, 1)}</td>
    </>
  )
}
