import type { ReactNode } from 'react'
import { panes } from '../../state/appState.ts'
import { Chip } from '../parts/Chip.tsx'
import { useLiveDesign } from './useLiveDesign.ts'

/** Why neither pane has a design, said once. */
export function NoDesign(): ReactNode {
  const live = { a: useLiveDesign('a'), b: useLiveDesign('b') }
  return (
    <section className="cell design-words">
      <div className="cell-head">
        <h3>No design to show</h3>
      </div>
      {panes.map((pane) => {
        const own = live[pane]
        return (
          <p key={pane}>
            <Chip of={pane} />
            <span>{own.ok ? '' : own.why}</span>
          </p>
        )
      })}
    </section>
  )
}
