import type { ReactNode } from 'react'
import { panes, type AppState } from '../../state/appState.ts'
import { fixed, significant } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { VifMeter } from '../parts/VifMeter.tsx'
import type { DesignFacts } from '../selectors.ts'
import { useApp } from '../store.ts'

/** Variance inflation of the conditions' regressors, and the condition numbers. */
export function DesignNumbers(): ReactNode {
  const a = useApp((state, selectors) => selectors.designFacts(state, 'a'))
  const b = useApp((state, selectors) => selectors.designFacts(state, 'b'))
  const shown = useApp((state) => state.panes)
  const names = conditionNames(shown)
  const facts = { a, b }
  return (
    <section className="cell">
      <div className="cell-head">
        <h3>Variance inflation</h3>
        <span className="cell-note">ticks at 5 and 10</span>
      </div>
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">regressor</th>
            {panes.map((pane) => (
              <th key={pane} scope="col" colSpan={2} className="r">
                <Chip of={pane} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {panes.map((pane) => (
                <VifCells key={pane} vif={vifOf(shown, facts, pane, name)} />
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">condition number</th>
            {panes.map((pane) => (
              <td key={pane} colSpan={2} className="r">
                {facts[pane] === null ? '–' : significant(facts[pane].conditionNumber)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function VifCells({ vif }: { readonly vif: number | null }): ReactNode {
  return (
    <>
      <td className="r">{vif === null ? <span className="t3">–</span> : fixed(vif, 1)}</td>
      <td className="vif-cell">{vif !== null && <VifMeter vif={vif} />}</td>
    </>
  )
}

type Shown = AppState['panes']

function conditionNames(shown: Shown): string[] {
  const names = panes.flatMap((pane) =>
    (shown[pane].shown?.design.columns ?? [])
      .filter(({ role }) => role === 'condition')
      .map(({ name }) => name),
  )
  return [...new Set(names)]
}

function vifOf(
  shown: Shown,
  facts: Readonly<Record<'a' | 'b', DesignFacts | null>>,
  pane: 'a' | 'b',
  name: string,
): number | null {
  const index = shown[pane].shown?.design.columns.findIndex((column) => column.name === name) ?? -1
  return facts[pane]?.vif[index] ?? null
}
