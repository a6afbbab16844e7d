import { TextInput } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import type { PaneOrBoth } from '../../state/actions.ts'
import { panes, type Pane } from '../../state/appState.ts'
import { Chip } from '../parts/Chip.tsx'
import { LinkToggle } from '../parts/LinkToggle.tsx'
import { Section } from '../parts/Section.tsx'
import { useActions, useApp } from '../store.ts'
import './contrast.css'
import { takeSuggestion } from './takeSuggestion.ts'
import { VerdictCard, VerdictOfBoth } from './VerdictCard.tsx'

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
            </div>
          ))}
        </div>
      )}
    </Section>
  )
}

function ContrastInput({ pane, label }: { readonly pane: PaneOrBoth; readonly label: string }): ReactNode {
  const actions = useActions()
  const shown: Pane = pane === 'b' ? 'b' : 'a'
  const text = useApp((state, selectors) => selectors.contrastText(state, shown))
  const verdict = useApp((state, selectors) => selectors.contrastVerdict(state, shown))
  const wrong = verdict?.grade === 'error'
  const ask = (expression: string): void =>
    actions.setContrast(pane, { kind: 'expression', text: expression })
  const onKeyDown = (event: KeyboardEvent): void => {
    const mended = wrong && event.key === 'Tab' && !event.shiftKey ? takeSuggestion(text, verdict) : null
    if (mended === null) return
    event.preventDefault()
    ask(mended)
  }
  return (
    <TextInput
      className="contrast-input"
      aria-label={label}
      aria-invalid={wrong}
      data-contrast-input
      spellCheck={false}
      autoComplete="off"
      value={text}
      onChange={(event) => ask(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  )
}
