import type { ReactNode } from 'react'
import { panes } from '../../state/appState.ts'
import { Chip } from '../parts/Chip.tsx'
import { LinkToggle } from '../parts/LinkToggle.tsx'
import { Section } from '../parts/Section.tsx'
import { useActions, useApp } from '../store.ts'
import './contrast.css'
import { ContrastInput } from './ContrastInput.tsx'
import { NamedContrasts } from './NamedContrasts.tsx'
import { VerdictCard, VerdictOfBoth } from './VerdictCard.tsx'
import { WeightsEditor } from './WeightsEditor.tsx'

/** What is asked of the fits, with a verdict while it is typed. */
export function ContrastSection(): ReactNode {
  const actions = useActions()
  const contrasts = useApp((state) => state.settings?.contrasts ?? null)
  const same = useApp(
    (state, selectors) => selectors.contrastText(state, 'a') === selectors.contrastText(state, 'b'),
  )
  // One field cannot show two contrasts: while they differ, each pane has its own.
  const linked = useApp((state) => state.view.contrastLinked) && same
  const link = (contrastLinked: boolean): void => {
    actions.setView({ contrastLinked })
    if (contrastLinked && !same && contrasts !== null) actions.setContrast('both', contrasts.a)
  }
  return (
    <Section title="Contrast" aside={<LinkToggle linked={linked} of="Contrast" onChange={link} />}>
      {linked ? (
        <>
          <ContrastInput pane="both" label="Contrast" />
          <VerdictOfBoth />
          <WeightsEditor pane="both" />
        </>
      ) : (
        <div className="contrast-panes">
          {panes.map((pane) => (
            <div key={pane}>
              <div className="contrast-pane">
                <Chip of={pane} />
                <ContrastInput pane={pane} label={`Contrast ${pane.toUpperCase()}`} />
              </div>
              <VerdictCard pane={pane} />
              <WeightsEditor pane={pane} />
            </div>
          ))}
        </div>
      )}
      <NamedContrasts pane={linked ? 'both' : 'a'} />
    </Section>
  )
}
